import { i18n } from '#i18n'
import { isOurs, type Message } from '../../shared/message.ts'
import { Icon } from '../design/icon.tsx'
import { whatItSaid } from '../inbox/preview.ts'
import { plainText } from './text-pieces.ts'

/** What an answer answers, above it; a press goes there. `null`: it is not in this browser. */
export function QuotedMessage({ message, goThere }: { message: Message | null | undefined; goThere: () => void }) {
  return (
    <button type="button" class="quoted" data-testid="quoted" onClick={goThere}>
      {message ? <QuotedWords message={message} /> : <span>{i18n.t('message.quotedFarAway')}</span>}
    </button>
  )
}

/** Whose words, and what they said in one line. */
export function QuotedWords({ message }: { message: Message }) {
  const { icon, text } = whatItSaid({
    kind: message.kind,
    text: plainText(message.text.slice(0, 200)),
    fileName: message.file?.name ?? message.document?.title,
    rawKind: message.rawKind,
  })
  return (
    <>
      <span class="quoted-who">{i18n.t(isOurs(message) ? 'origin.employee' : 'origin.client')}</span>
      <span class="quoted-words">
        {icon !== undefined && <Icon name={icon} />}
        {text}
      </span>
    </>
  )
}

import { i18n } from '#i18n'
import type { Conversation } from '../../shared/conversation.ts'
import type { Instant } from '../../shared/ids.ts'
import { showPhone } from '../../shared/phone-number.ts'
import type { SearchPage } from '../../shared/search.ts'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { listTime } from '../design/show-time.ts'
import { contactTitle } from '../inbox/contact-title.ts'
import { addressOf } from '../inbox/conversation-address.ts'
import { whatItSaid } from '../inbox/preview.ts'
import { pieces } from './pieces.ts'
import { wantedMessage } from './wanted-message.ts'

type Hit = SearchPage['messages'][number]

/** A link to its conversation, which opens at this message. */
export function FoundMessage({ hit, now }: { hit: Hit; now: Instant }) {
  const { message, conversation, excerpt } = hit
  const isNote = message.kind === 'note'
  const icon = whatItSaid({ ...message, text: excerpt.text }).icon
  return (
    <li>
      <a
        class="found-line"
        href={addressOf(conversation.id)}
        data-note={isNote}
        data-testid="found-message"
        data-message={message.id}
        onClick={() => {
          wantedMessage.value = { conversationId: conversation.id, messageId: message.id }
        }}
      >
        <span class="found-top">
          <span class="found-name">{contactTitle(conversation.contact)}</span>
          <time class="found-time">{listTime(message.at, now, language())}</time>
        </span>
        <span class="found-words-of">
          {isNote && <Icon name="note" label={i18n.t('kind.note')} />}
          {!isNote && message.origin !== 'client' && (
            <span class="found-from">{i18n.t(`preview.from.${message.origin}`)} </span>
          )}
          {icon !== undefined && <Icon name={icon} />}
          {pieces(excerpt.text, excerpt.hits).map(({ text, isHit }) => (isHit ? <mark>{text}</mark> : text))}
        </span>
      </a>
    </li>
  )
}

/** Found by a word that this browser does not compare, like the second one of a name. */
export function FoundContact({ conversation }: { conversation: Conversation }) {
  const { contact } = conversation
  return (
    <li>
      <a class="found-line" href={addressOf(conversation.id)} data-testid="found-contact">
        <span class="found-name">{contactTitle(contact)}</span>
        {contact.name !== '' && contact.phone !== undefined && (
          <span class="found-from">{showPhone(contact.phone)}</span>
        )}
      </a>
    </li>
  )
}

import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import { currentStage, type Message } from '../../shared/message.ts'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import { MessageText } from './message-text.tsx'

/** Above what a message says: that it was passed on, is to be seen once, or was deleted (its words stay readable below). */
export function MarksAbove({ message }: { message: Message }) {
  return (
    <>
      {message.forwarded && (
        <span class="message-mark">
          <Icon name="forward" />
          {i18n.t('message.forwarded')}
        </span>
      )}
      {message.viewOnce && message.kind !== 'viewOnce' && (
        <span class="message-mark">
          <Icon name="eye" />
          {i18n.t('message.viewOnceHere')}
        </span>
      )}
      {message.deleted && (
        <span class="message-mark" data-tone="bad">
          <Icon name="bin" />
          {i18n.t(deletedMark(message))}
        </span>
      )}
    </>
  )
}

/** What never arrived was not taken away from anybody. */
function deletedMark(message: Message) {
  if (!message.deleted?.fromUs) return 'message.deletedByClient' // asked only of deleted ones
  const stage = currentStage(message)?.stage
  return stage === 'failed' || stage === 'rejected' ? 'message.deletedUnsent' : 'message.deletedByUs'
}

/** «изменено 12:41», and on demand what it said before. */
export function EditedMark({ edited, now }: { edited: NonNullable<Message['edited']>; now: Instant }) {
  const open = useSignal(false)
  return (
    <>
      <button
        type="button"
        class="link-button edited-mark"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        {i18n.t('message.edited', [momentInWords(edited.at, now, language())])}
      </button>
      {open.value && (
        <ol class="earlier-texts" aria-label={i18n.t('message.earlier')}>
          {edited.earlier.map(({ text, at }, place) => (
            <li key={place}>
              <time dateTime={new Date(at).toISOString()}>{momentInWords(at, now, language())}</time>
              <MessageText text={text} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** Under the message, at most one of each side. Ours can be taken back with a press. */
export function Reactions({ message, takeBack }: { message: Message; takeBack: (() => void) | undefined }) {
  const reactions = message.reactions ?? []
  if (reactions.length === 0) return null
  return (
    <ul class="reactions" aria-label={i18n.t('message.reactions')}>
      {reactions.map(({ emoji, fromUs }) => (
        <li key={fromUs ? 'us' : 'client'} data-testid="reaction" data-side={fromUs ? 'ours' : 'client'}>
          {fromUs && takeBack !== undefined ? (
            <button type="button" class="reaction" title={i18n.t('menu.takeBack')} onClick={takeBack}>
              {emoji} <span class="spoken">{i18n.t('menu.takeBack')}</span>
            </button>
          ) : (
            <span class="reaction">
              {emoji} <span class="spoken">{i18n.t(fromUs ? 'origin.employee' : 'origin.client')}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

import { i18n } from '#i18n'
import type { OutboxRow } from '../database/database.ts'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { clockTime } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { MessageText } from './message-text.tsx'
import { OutboxPart } from './outbox-part.tsx'

export interface OutboxLineProps {
  row: OutboxRow
  retry: (row: OutboxRow) => void
  discard: (row: OutboxRow) => void
}

/** A reply that only this browser knows of: it waits for the network, or the relay would not have it. */
export function OutboxLine({ row, retry, discard }: OutboxLineProps) {
  return (
    <article class="message" data-side="ours" data-testid="message" data-message-id={row.id} data-stage="typed">
      <span class="spoken">{i18n.t('origin.employee')}</span>
      <OutboxPart row={row} />
      {row.text !== '' && <MessageText text={row.text} />}
      <footer class="message-footer">
        <time dateTime={new Date(row.typedAt).toISOString()}>{clockTime(row.typedAt, language())}</time>
        <div class="strip" data-testid="stage-strip">
          {row.refused === undefined ? (
            <ol class="strip-steps">
              <li>{i18n.t('stage.typed')}</li>
            </ol>
          ) : (
            <Refused row={row} refused={row.refused} retry={retry} discard={discard} />
          )}
        </div>
      </footer>
    </article>
  )
}

function Refused({ row, refused, retry, discard }: OutboxLineProps & { refused: NonNullable<OutboxRow['refused']> }) {
  return (
    <>
      <span class="strip-end">
        <Icon name="warning" />
        <span>{i18n.t('conversation.notAccepted', [askedSentence(refused)])}</span>
      </span>
      <button type="button" class="link-button" onClick={() => retry(row)}>
        {i18n.t('conversation.retry')}
      </button>
      <button type="button" class="link-button" onClick={() => discard(row)}>
        {i18n.t('conversation.discard')}
      </button>
    </>
  )
}

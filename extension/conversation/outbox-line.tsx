import './note-mode.css'
import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { OutboxRow } from '../database/database.ts'
import { Icon } from '../design/icon.tsx'
import { clockTime } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { ComposerState } from './composer-state.ts'
import { MessageText } from './message-text.tsx'
import { OutboxPart } from './outbox-part.tsx'

export interface OutboxLineProps {
  row: OutboxRow
  /** How far its file is on its way to the relay, 0–100; absent before it has begun. */
  uploaded: number | undefined
  retry: (row: OutboxRow) => void
  discard: (row: OutboxRow) => void
  takeBack: ComposerState['takeBack']
  cancel: ComposerState['cancel']
}

/** A reply that only this browser knows of: it waits for the network, or the relay would not have it. */
export function OutboxLine(props: OutboxLineProps) {
  const { row } = props
  if (row.note !== undefined) return <WaitingNote {...props} note={row.note} />
  return (
    <article class="message" data-side="ours" data-testid="message" data-message-id={row.id} data-stage="typed">
      <span class="spoken">{i18n.t('origin.employee')}</span>
      <OutboxPart row={row} />
      {row.text !== '' && <MessageText text={row.text} />}
      <footer class="message-footer">
        <time dateTime={new Date(row.typedAt).toISOString()}>{clockTime(row.typedAt)}</time>
        <HowFar {...props} />
      </footer>
    </article>
  )
}

/** Looks like the note that it will be. */
function WaitingNote(props: OutboxLineProps & { note: NonNullable<OutboxRow['note']> }) {
  const { row, note } = props
  return (
    <article class="note note-waits" data-testid="note" data-message-id={row.id} aria-label={i18n.t('note.hidden')}>
      <header class="note-head">
        <Icon name="note" />
        <span class="note-title">{i18n.t('note.hidden')}</span>
        <span>{i18n.t('note.unseen')}</span>
        <time dateTime={new Date(row.typedAt).toISOString()}>{clockTime(row.typedAt)}</time>
      </header>
      <MessageText text={note.text} />
      <HowFar {...props} />
    </article>
  )
}

function HowFar(props: OutboxLineProps) {
  const { row, uploaded } = props
  return (
    <div class="strip" data-testid="stage-strip">
      {row.refused === undefined ? (
        <>
          <ol class="strip-steps">
            <li>{i18n.t('stage.typed')}</li>
          </ol>
          {uploaded !== undefined && (
            <span class="strip-upload" data-testid="upload">
              <progress max={100} value={uploaded} aria-label={i18n.t('upload.progress', [uploaded])} />
              <span>{i18n.t('upload.progress', [uploaded])}</span>
            </span>
          )}
          <Cancel {...props} />
        </>
      ) : (
        <Refused {...props} refused={row.refused} />
      )}
    </div>
  )
}

/** As long as the relay was not asked to send it; then it says so. */
function Cancel({ row, cancel }: OutboxLineProps) {
  const tooLate = useSignal(false)
  const press = async () => {
    tooLate.value = (await cancel(row)) === 'tooLate'
  }
  if (tooLate.value) return <span role="status">{i18n.t('upload.tooLate')}</span>
  if (row.asked === true) return null
  return (
    <button type="button" class="link-button" data-testid="cancel-sending" onClick={() => void press()}>
      {i18n.t('upload.cancel')}
    </button>
  )
}

function Refused({
  row,
  refused,
  retry,
  discard,
  takeBack,
}: OutboxLineProps & { refused: NonNullable<OutboxRow['refused']> }) {
  return (
    <>
      <span class="strip-end">
        <Icon name="warning" />
        <span>{i18n.t('conversation.notAccepted', [askedSentence(refused)])}</span>
      </span>
      <button type="button" class="link-button" data-testid="take-back" onClick={() => void takeBack(row)}>
        {i18n.t('upload.takeBack')}
      </button>
      <button type="button" class="link-button" onClick={() => retry(row)}>
        {i18n.t('conversation.retry')}
      </button>
      <button type="button" class="link-button" onClick={() => discard(row)}>
        {i18n.t('conversation.discard')}
      </button>
    </>
  )
}

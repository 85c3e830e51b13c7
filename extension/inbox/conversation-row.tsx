import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { ConversationRow as Row } from '../database/database.ts'
import { Icon } from '../design/icon.tsx'
import { Initials } from '../design/initials.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { listTime } from '../design/show-time.ts'
import { contactTitle } from './contact-title.ts'
import { addressOf } from './conversation-route.ts'
import { LastStage } from './last-stage.tsx'
import { previewOf } from './preview.ts'
import { waitingTime } from './waiting-time.ts'

export interface ConversationRowProps {
  row: Row
  open: boolean
  now: Instant
  /** Which of our numbers it belongs to, when there are several. */
  number: string | undefined
}

/** A link, so that Enter, a middle click and a screen reader all know what to do with it. */
export function ConversationRow({ row, open, now, number }: ConversationRowProps) {
  const title = contactTitle(row.contact)
  const preview = previewOf(row.lastMessage)
  return (
    <li>
      <a
        class="conversation-row"
        href={addressOf(row.id)}
        aria-current={open ? 'page' : undefined}
        data-testid="conversation-row"
        data-conversation-id={row.id}
      >
        <Initials name={title} />
        <span class="row-lines">
          <span class="row-line">
            <span class="row-title">{title}</span>
            {number !== undefined && <span class="row-number">{number}</span>}
            <RowTime row={row} now={now} />
          </span>
          <span class="row-line">
            <span class="row-preview">
              {preview.from !== '' && <span>{preview.from}</span>}
              {preview.icon !== undefined && <Icon name={preview.icon} />}
              <span class="row-words">{preview.text}</span>
            </span>
            <RowEnd row={row} />
          </span>
        </span>
      </a>
    </li>
  )
}

function RowTime({ row, now }: { row: Row; now: Instant }) {
  const waiting = waitingTime(row.waitingSince, now)
  if (waiting === undefined) return <span class="row-time">{listTime(row.lastMessageAt, now, language())}</span>
  return (
    <span class="row-time" data-waiting={waiting.level}>
      {waiting.level !== 'short' && <Icon name="clock" />}
      {waiting.text}
    </span>
  )
}

function RowEnd({ row }: { row: Row }) {
  if (row.unread === 0) return <LastStage message={row.lastMessage} />
  const spoken = i18n.t(`unread.${pluralForm(row.unread, language())}`, [row.unread])
  return (
    <span class="row-unread">
      <span aria-hidden="true">{row.unread}</span>
      <span class="spoken">{spoken}</span>
    </span>
  )
}

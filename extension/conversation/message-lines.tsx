import { Fragment } from 'preact'
import { i18n } from '#i18n'
import type { Message } from '../../shared/message.ts'
import { language } from '../design/language.ts'
import { dayTitle } from '../design/show-time.ts'
import { NoteLine } from './kinds/note.tsx'
import type { LineSurroundings } from './line-surroundings.ts'
import { MessageLine } from './message-line.tsx'
import { OutboxLine } from './outbox-line.tsx'
import { beginsDay, type Shown, shownAt, shownId } from './shown-message.ts'

/** What is on the page of the conversation, with the days, and with where the new ones begin. */
export function MessageLines({ around }: { around: LineSurroundings }) {
  const { conversation, now } = around
  const shown = conversation.shown.value ?? []
  const firstUnread = conversation.firstUnread.value
  return (
    <>
      {shown.map((line, place) => (
        <Fragment key={shownId(line)}>
          {beginsDay(line, shown[place - 1]) && <h3 class="day-mark">{dayTitle(shownAt(line), now, language())}</h3>}
          {shownId(line) === firstUnread && <h3 class="unread-line">{i18n.t('conversation.unreadLine')}</h3>}
          <Line line={line} around={around} />
        </Fragment>
      ))}
    </>
  )
}

function Line({ line, around }: { line: Shown; around: LineSurroundings }) {
  const { conversation } = around
  return line.kind === 'message' ? (
    <StoredLine message={line.message} around={around} />
  ) : (
    <OutboxLine
      row={line.row}
      uploaded={conversation.uploads.value.get(line.row.id)}
      retry={conversation.retry}
      discard={conversation.discard}
      takeBack={around.takeBack}
      cancel={around.cancel}
    />
  )
}

const StoredLine = ({ message, around }: { message: Message; around: LineSurroundings }) =>
  message.kind === 'note' ? (
    <NoteLine message={message} around={around} />
  ) : (
    <MessageLine message={message} around={around} />
  )

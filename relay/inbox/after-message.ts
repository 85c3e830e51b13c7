import type { Instant, MessageId } from '../../shared/ids.ts'
import type { ConversationRow } from '../store/conversations.ts'
import type { ShownRow } from '../store/shown-conversations.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** How a conversation stands after a message that WhatsApp has brought. Pure. */
export function afterMessage<Row extends ConversationRow>(row: Row, incoming: IncomingMessage, id: MessageId): Row {
  // An offline batch can bring an older message after a newer one: then the list keeps showing the newer.
  const isNewest = row.last_message_id === null || incoming.at >= row.last_message_at
  const last = isNewest ? { last_message_at: incoming.at, last_message_id: id } : {}
  if (incoming.fromHistory) return { ...row, ...last, state: row.last_message_id === null ? 'closed' : row.state }
  if (incoming.origin !== 'client') return { ...row, ...last, ...(isNewest ? answered : {}) }
  return asksForAnswer(incoming) ? { ...waiting(row, incoming.at), ...last } : { ...row, ...last }
}

/** Nobody waits any more, so nobody has to be alerted. */
const answered = { waiting_since: null, escalation: null } as const

/** How a conversation stands once the call of that moment has turned out to be missed. Pure. */
export const afterMissedCall = <Row extends ConversationRow>(row: Row, at: Instant): Row => waiting(row, at)

/** How a conversation stands once something of that moment, taken for a message at first, has turned out to be none. Pure. */
export const afterNoMessage = <Row extends ConversationRow>(row: Row, at: Instant): Row => ({
  ...row,
  unread: Math.max(0, row.unread - 1),
  // With others unread, or read and not answered, the client goes on waiting.
  ...(row.waiting_since === at && row.unread === 1 ? answered : {}),
})

/** Of a call only one that nobody took: while it rings, nothing is missed yet. */
const asksForAnswer = ({ details }: IncomingMessage): boolean =>
  details?.call === undefined || details.call.outcome === 'missed'

/** One more that nobody has seen; the client waits since then at the latest. */
const waiting = <Row extends ConversationRow>(row: Row, at: Instant): Row => ({
  ...waitingAgain(row, row.waiting_since ?? at),
  unread: row.unread + 1,
})

/** How a conversation stands in which the client waits since then; nobody would find him in a closed one. Pure. */
export const waitingAgain = <Row extends ConversationRow>(row: Row, since: Instant): Row => ({
  ...row,
  state: row.state === 'closed' ? reopened(row) : row.state,
  waiting_since: since,
})

/** What the list shows of the last message, when this is it. Pure. */
export function withPreview(row: ShownRow, incoming: IncomingMessage, id: MessageId): ShownRow {
  if (row.last_message_id !== id) return row
  return {
    ...row,
    last_origin: incoming.origin,
    last_kind: incoming.kind,
    last_text: incoming.text,
    last_stage: null,
    last_file_name: incoming.file?.name ?? null,
    last_details: null,
  }
}

/** A closed conversation comes back to its last owner. */
const reopened = (row: ConversationRow) => (row.owner_id === null ? 'queued' : 'inWork')

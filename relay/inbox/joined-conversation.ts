import type { ConversationRow } from '../store/conversations.ts'
import { idsAsText, idsIn } from '../store/sight-column.ts'

/**
 * How a conversation stands once everything of another, of the same person, belongs to it. Pure. Nobody who waits is lost: what was unread stays
 * so, and an answer in the one is no answer to what stands in the other.
 * @param goes as it stood; `counted` of its unread messages were counted in `stays` too.
 */
export function joinedConversation(stays: ConversationRow, goes: ConversationRow, counted: number): ConversationRow {
  const newer = isNewer(goes, stays) ? goes : stays
  return {
    ...stays,
    ...ownership(newer, newer === stays ? goes : stays),
    unread: stays.unread + Math.max(0, goes.unread - counted),
    waiting_since: earlier(stays.waiting_since, goes.waiting_since),
    last_message_id: newer.last_message_id,
    last_message_at: newer.last_message_at,
    observers: idsAsText([...new Set([...idsIn(stays.observers), ...idsIn(goes.observers)])]),
    group_id: newer.group_id ?? stays.group_id ?? goes.group_id,
    escalation: stays.escalation ?? goes.escalation,
    closed_at: later(stays.closed_at, goes.closed_at),
    taken_at: later(stays.taken_at, goes.taken_at),
  }
}

/** A conversation without messages is older than any with one. */
const isNewer = (one: ConversationRow, other: ConversationRow): boolean =>
  one.last_message_id !== null && (other.last_message_id === null || one.last_message_at > other.last_message_at)

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)

const later = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other)

/** Whoever has it in work keeps it; of two, who had the last word. Where one is closed and the other waits, it comes back to its last owner. */
function ownership(newer: ConversationRow, older: ConversationRow): Pick<ConversationRow, 'state' | 'owner_id'> {
  const inWork = [newer, older].find(({ state }) => state === 'inWork')
  if (inWork) return { state: 'inWork', owner_id: inWork.owner_id }
  const owner_id = newer.owner_id ?? older.owner_id
  if (newer.state === 'closed' && older.state === 'closed') return { state: 'closed', owner_id }
  return { state: owner_id === null ? 'queued' : 'inWork', owner_id }
}

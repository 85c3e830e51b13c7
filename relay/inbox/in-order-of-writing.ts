import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { ConversationRow } from '../store/conversations.ts'
import { lastOfClients } from '../store/last-of-clients.ts'
import type { Writer } from '../store/open.ts'
import type { IncomingMessage } from './incoming-message.ts'

/**
 * What came straight stands at the moment at which it came, what waited at WhatsApp at that at which it was written (docs/decisions/0007). After an outage a client's message
 * that waited would stand before an earlier one of his that did not. What he writes is handed over in his order, so none stands before those that are here already.
 * @param conversations that of each message, as they were before it.
 */
export async function inOrderOfWriting(
  tx: Writer,
  messages: readonly IncomingMessage[],
  conversations: readonly Pick<ConversationRow, 'id' | 'last_message_at'>[],
  now: Instant,
): Promise<IncomingMessage[]> {
  // A message that is newer than everything in its conversation needs no look: that is nearly every one.
  const older = conversations.filter(({ last_message_at }, index) => (messages[index]?.at ?? now) < last_message_at)
  const last = await lastOfClients(tx, [...new Set(older.map(({ id }) => id))], now)
  return neverBefore(
    messages,
    conversations.map(({ id }) => id),
    last,
    now,
  )
}

/** Pure. What stands in the future (a clock was wrong) holds nobody up, and history stands where it stood. */
export function neverBefore(
  messages: readonly IncomingMessage[],
  conversationIds: readonly ConversationId[],
  lastKnown: ReadonlyMap<ConversationId, Instant>,
  now: Instant,
): IncomingMessage[] {
  const last = new Map(lastKnown)
  return messages.map((message, index) => {
    const id = conversationIds[index]
    if (id === undefined || message.origin !== 'client' || message.fromHistory) return message
    const at = Math.max(message.at, last.get(id) ?? message.at)
    if (at <= now) last.set(id, at)
    return at === message.at ? message : { ...message, at }
  })
}

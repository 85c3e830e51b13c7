import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { Reader } from './open.ts'

/** Where the last message of the client stands in each of these conversations, as far as it is not in the future. */
export async function lastOfClients(
  db: Reader,
  conversationIds: readonly ConversationId[],
  now: Instant,
): Promise<Map<ConversationId, Instant>> {
  if (conversationIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('messages')
    .select((e) => ['conversation_id', e.fn.max('at').as('at')])
    .where('conversation_id', 'in', conversationIds)
    .where('origin', '=', 'client')
    .where('at', '<=', now)
    .groupBy('conversation_id')
    .execute()
  return new Map(rows.map(({ conversation_id, at }) => [conversation_id, at]))
}

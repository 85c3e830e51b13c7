import type { ChannelId, MessageId } from '../../shared/ids.ts'
import type { MessageRow } from './messages.ts'
import type { Reader, Writer } from './open.ts'

/** What a burst of messages needs, in a constant number of statements. */

/** Stores messages. @returns those that the channel did not have yet: the unique key decides, not a look-up before. */
export async function insertMessages(tx: Writer, rows: readonly MessageRow[]): Promise<Set<MessageId>> {
  const stored = await tx
    .insertInto('messages')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute()
  return new Set(stored.map(({ id }) => id))
}

/** The messages with these keys (`whatsapp_key`). */
export async function messagesByKey(db: Reader, channelId: ChannelId, keys: readonly string[]): Promise<MessageRow[]> {
  if (keys.length === 0) return []
  return await db
    .selectFrom('messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('whatsapp_key', 'in', keys)
    .execute()
}

import type { ChannelId, MessageId } from '../../shared/ids.ts'
import type { Reader } from './open.ts'

/** Everything that waits to leave through one number, also what waits for 1C's word. */
export async function waitingToLeave(db: Reader, channelId: ChannelId): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('message_id')
    .where('channel_id', '=', channelId)
    .orderBy('ready_at')
    .execute()
  const undecided = await db
    .selectFrom('messages')
    .select('id')
    .where('channel_id', '=', channelId)
    .where('stage', 'in', ['accepted', 'collected'])
    .orderBy('at')
    .execute()
  return [...rows.map((row) => row.message_id), ...undecided.map(({ id }) => id)]
}

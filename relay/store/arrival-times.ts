import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Reader } from './open.ts'

/** When a number was last spoken to, oldest first. */
export async function lastArrivalTimes(db: Reader, channelId: ChannelId, limit: number): Promise<Instant[]> {
  const rows = await db
    .selectFrom('arrivals')
    .select('arrived_order')
    .where('channel_id', '=', channelId)
    .orderBy('arrived_order', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => Math.floor(row.arrived_order / 1000)).reverse()
}

import { sql } from 'kysely'
import type { ChannelId, Instant, MessageId } from '../../shared/ids.ts'
import { leftWithoutOnec } from '../../shared/stage.ts'
import type { Reader } from './open.ts'

/** Employees' replies that wait for 1C's word, oldest first. Those that 1C must bring a file for are not among them. */
export async function repliesWaitingForOnec(
  db: Reader,
  limit: number,
): Promise<{ id: MessageId; channelId: ChannelId; acceptedAt: Instant }[]> {
  return await db
    .selectFrom('messages')
    .select(['id', 'channel_id as channelId', 'at as acceptedAt'])
    .where('origin', '=', 'employee')
    .where('kind', '!=', 'note')
    // As it stands in the partial index: a value given as a parameter would not find it.
    .where(sql<boolean>`stage in ('accepted', 'collected')`)
    .where((e) => e.or([e('details', 'is', null), e('details', 'not like', '%"documentRef"%')]))
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Which of these replies left without 1C: it is told of them, not asked. */
export async function leftWithout(db: Reader, ids: readonly MessageId[]): Promise<ReadonlySet<MessageId>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('stages')
    .select('message_id')
    .where('message_id', 'in', [...ids])
    .where('stage', '=', 'approved')
    .where('detail', '=', leftWithoutOnec)
    .execute()
  return new Set(rows.map((row) => row.message_id))
}

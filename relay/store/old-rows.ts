import { sql } from 'kysely'
import type { ChannelId, Cursor, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** Where a walk through the arrivals stands. */
export interface ArrivalPosition {
  channelId: ChannelId
  hash: string
}

/**
 * Looks at the next arrivals by key: drops plaintexts of what was handled before one moment, forgets what was handled before another. What nobody has handled yet is never touched.
 * Walks the primary key instead of an index by time: that one would cost the live path a write per message.
 * @returns where to go on; undefined at the end.
 */
export async function tidyArrivals(
  tx: Writer,
  after: ArrivalPosition | undefined,
  than: { dropPlaintextBefore: Instant; forgetBefore: Instant; limit: number },
): Promise<ArrivalPosition | undefined> {
  let query = tx
    .selectFrom('arrivals')
    .select(['channel_id', 'hash', 'handled_at', sql<number>`case when plaintext is null then 0 else 1 end`.as('full')])
  if (after) {
    query = query.where((e) =>
      e.or([
        e('channel_id', '>', after.channelId),
        e.and([e('channel_id', '=', after.channelId), e('hash', '>', after.hash)]),
      ]),
    )
  }
  const rows = await query.orderBy('channel_id').orderBy('hash').limit(than.limit).execute()
  const old = (before: Instant) => rows.filter(({ handled_at }) => handled_at !== null && handled_at < before)
  await forgetArrivals(tx, old(than.forgetBefore), than.forgetBefore)
  const full = old(than.dropPlaintextBefore).filter((row) => Number(row.full) === 1)
  await dropPlaintexts(tx, full, than.dropPlaintextBefore)
  const last = rows.at(-1)
  return last && rows.length === than.limit ? { channelId: last.channel_id, hash: last.hash } : undefined
}

type Keys = readonly { channel_id: ChannelId; hash: string }[]

const hashesOf = (rows: Keys): string[] => rows.map(({ hash }) => hash)

async function forgetArrivals(tx: Writer, rows: Keys, before: Instant): Promise<void> {
  if (rows.length === 0) return
  await tx.deleteFrom('arrivals').where('hash', 'in', hashesOf(rows)).where('handled_at', '<', before).execute()
}

async function dropPlaintexts(tx: Writer, rows: Keys, before: Instant): Promise<void> {
  if (rows.length === 0) return
  await tx
    .updateTable('arrivals')
    .set({ plaintext: null })
    .where('hash', 'in', hashesOf(rows))
    .where('handled_at', '<', before)
    .execute()
}

/** Changes of messages that never came. */
export async function forgetWaitingChanges(tx: Writer, before: Instant): Promise<void> {
  await tx.deleteFrom('waiting_changes').where('at', '<', before).execute()
}

/** Parts of a phone's history that were loaded. */
export async function forgetHistoryParts(tx: Writer, doneBefore: Instant): Promise<void> {
  await tx.deleteFrom('history_parts').where('done_at', '<', doneBefore).execute()
}

/** Up to where every base has the journal, and since when there is something that one of them has not. */
export async function readByAllBases(db: Reader): Promise<{ upTo: Cursor; waitsSince: Instant | undefined }> {
  const { slowest } = await db
    .selectFrom('bases')
    .select((e) => e.fn.min('cursor').as('slowest'))
    .executeTakeFirstOrThrow()
  const head = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const upTo = slowest ?? head?.seq ?? 0
  const next = await db
    .selectFrom('journal')
    .select('at')
    .where('seq', '>', upTo)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return { upTo, waitsSince: slowest === null ? undefined : next?.at }
}

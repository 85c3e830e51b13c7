import type { ChannelId, Instant } from '../../shared/ids.ts'
import { noteGrowth, type Reader, type Writer } from './open.ts'
import type { Tables } from './tables.ts'

/** A part of a phone's history that waits to be loaded. */
export type HistoryPart = Tables['history_parts']

/**
 * Keeps the notice of a part, in the transaction that settles its arrival; its commit wakes whoever loads parts. A notice that comes again changes nothing.
 * @param hash of the arrival. @param notice as JSON of `whatsapp/incoming/history.ts`.
 */
export async function keepHistoryPart(
  tx: Writer,
  channelId: ChannelId,
  hash: string,
  notice: string,
  at: Instant,
): Promise<void> {
  // Several may come at once; their order is the order in which the phone has sent them.
  const { last } = await tx
    .selectFrom('history_parts')
    .select((e) => e.fn.max('at').as('last'))
    .where('channel_id', '=', channelId)
    .executeTakeFirstOrThrow()
  const after = Math.max(at, (last ?? 0) + 1)
  await tx
    .insertInto('history_parts')
    .values({ channel_id: channelId, hash, notice, at: after, done_at: null })
    .onConflict((c) => c.doNothing())
    .execute()
  noteGrowth(tx)
}

/** The oldest part that nobody has loaded yet. */
export async function nextHistoryPart(db: Reader, channelId: ChannelId): Promise<HistoryPart | undefined> {
  return await db
    .selectFrom('history_parts')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('done_at', 'is', null)
    .orderBy('at')
    .orderBy('hash')
    .limit(1)
    .executeTakeFirst()
}

/** The part is loaded, or lost for good. What it said goes: it may hold a piece of the history itself. */
export async function settleHistoryPart(
  tx: Writer,
  part: Pick<HistoryPart, 'channel_id' | 'hash'>,
  at: Instant,
): Promise<void> {
  await tx
    .updateTable('history_parts')
    .set({ done_at: at, notice: '' })
    .where('channel_id', '=', part.channel_id)
    .where('hash', '=', part.hash)
    .execute()
}

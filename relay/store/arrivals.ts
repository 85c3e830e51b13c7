import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'
import type { ArrivalWhat } from './tables.ts'

export type { ArrivalWhat } from './tables.ts'

/** What WhatsApp has handed over, not yet understood. */
export interface Arrival {
  what: ArrivalWhat
  /** sha256 of sender and ciphertext: a redelivery finds its first copy. */
  hash: string
  /** The stanza's attributes, as JSON. */
  envelope: string
  /** Decrypted protobuf, padding included; empty for everything that is no message. */
  plaintext: Uint8Array
  /** Microseconds, unique and growing within a channel. */
  arrivedOrder: number
}

const rowsPerStatement = 1000

/** A redelivery changes nothing: the first copy stays. */
export async function insertArrivals(tx: Writer, channelId: ChannelId, arrivals: readonly Arrival[]): Promise<void> {
  for (let start = 0; start < arrivals.length; start += rowsPerStatement) {
    await tx
      .insertInto('arrivals')
      .values(
        arrivals.slice(start, start + rowsPerStatement).map(({ hash, what, envelope, plaintext, arrivedOrder }) => ({
          channel_id: channelId,
          hash,
          what,
          envelope,
          plaintext,
          arrived_order: arrivedOrder,
          handled_at: null,
        })),
      )
      .onConflict((c) => c.columns(['channel_id', 'hash']).doNothing())
      .execute()
  }
}

/** The plaintext of an earlier delivery: `null` when it was dropped since, `undefined` when there was none. */
export async function plaintextOfArrival(
  db: Reader,
  channelId: ChannelId,
  hash: string,
): Promise<Uint8Array | null | undefined> {
  const row = await db
    .selectFrom('arrivals')
    .select('plaintext')
    .where('channel_id', '=', channelId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row?.plaintext
}

/** What nobody has handled yet, in the order of arrival, after the given one. */
export async function unhandledArrivals(
  db: Reader,
  channelId: ChannelId,
  after: number,
  limit: number,
): Promise<Arrival[]> {
  const rows = await db
    .selectFrom('arrivals')
    .select(['hash', 'what', 'envelope', 'plaintext', 'arrived_order'])
    .where('channel_id', '=', channelId)
    .where('handled_at', 'is', null)
    .where('arrived_order', '>', after)
    .orderBy('arrived_order')
    .limit(limit)
    .execute()
  return rows.map(({ hash, what, envelope, plaintext, arrived_order }) => ({
    hash,
    what,
    envelope,
    plaintext: plaintext ?? new Uint8Array(),
    arrivedOrder: arrived_order,
  }))
}

/** Arrivals whose effect is stored. What holds nothing for people (groups, key exchange) is not kept as text either. */
export interface Settled {
  at: Instant
  /** Hashes of those whose plaintext is kept, and of the others. */
  kept: readonly string[]
  dropped: readonly string[]
}

export async function settleArrivals(tx: Writer, channelId: ChannelId, { at, kept, dropped }: Settled): Promise<void> {
  if (kept.length > 0) await arrivalsNamed(tx, channelId, kept).set({ handled_at: at }).execute()
  if (dropped.length > 0) await arrivalsNamed(tx, channelId, dropped).set({ handled_at: at, plaintext: null }).execute()
}

const arrivalsNamed = (tx: Writer, channelId: ChannelId, hashes: readonly string[]) =>
  tx.updateTable('arrivals').where('channel_id', '=', channelId).where('hash', 'in', hashes)

/** Changes nothing of an arrival that waits; fails when nothing can be written at all. */
export async function markUnhandled(tx: Writer, channelId: ChannelId, hash: string): Promise<void> {
  await tx
    .updateTable('arrivals')
    .set({ handled_at: null })
    .where('channel_id', '=', channelId)
    .where('hash', '=', hash)
    .execute()
}

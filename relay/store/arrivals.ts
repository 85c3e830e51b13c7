import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** What WhatsApp has handed over: decrypted, not yet understood. */
export interface Arrival {
  /** sha256 of sender and ciphertext: a redelivery finds its first copy. */
  hash: string
  /** The stanza's attributes, as JSON. */
  envelope: string
  /** Decrypted protobuf, padding included. */
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
        arrivals.slice(start, start + rowsPerStatement).map(({ hash, envelope, plaintext, arrivedOrder }) => ({
          channel_id: channelId,
          hash,
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
    .select(['hash', 'envelope', 'plaintext', 'arrived_order'])
    .where('channel_id', '=', channelId)
    .where('handled_at', 'is', null)
    .where('arrived_order', '>', after)
    .orderBy('arrived_order')
    .limit(limit)
    .execute()
  return rows.map(({ hash, envelope, plaintext, arrived_order }) => ({
    hash,
    envelope,
    plaintext: plaintext ?? new Uint8Array(),
    arrivedOrder: arrived_order,
  }))
}

/** Once its effect is stored. What holds nothing for people (groups, key exchange) is not kept as text either. */
export async function settleArrival(
  tx: Writer,
  channelId: ChannelId,
  hash: string,
  settled: { at: Instant; keepPlaintext: boolean },
): Promise<void> {
  await tx
    .updateTable('arrivals')
    .set({ handled_at: settled.at, ...(settled.keepPlaintext ? {} : { plaintext: null }) })
    .where('channel_id', '=', channelId)
    .where('hash', '=', hash)
    .execute()
}

/** Changes nothing of an arrival that waits; fails when nothing can be written at all. */
export async function markUnhandled(tx: Writer, channelId: ChannelId, hash: string): Promise<void> {
  await tx
    .updateTable('arrivals')
    .set({ handled_at: null })
    .where('channel_id', '=', channelId)
    .where('hash', '=', hash)
    .execute()
}

/** Drops the plaintext of what was handled before that moment; the hashes stay, so that redeliveries are still known. */
export async function dropOldPlaintexts(tx: Writer, before: Instant): Promise<void> {
  await tx.updateTable('arrivals').set({ plaintext: null }).where('handled_at', '<', before).execute()
}

/** Forgets what was handled before that moment. Not younger than 30 days: WhatsApp redelivers late (guide 3.4 d). */
export async function forgetOldArrivals(tx: Writer, before: Instant): Promise<void> {
  await tx.deleteFrom('arrivals').where('handled_at', '<', before).execute()
}

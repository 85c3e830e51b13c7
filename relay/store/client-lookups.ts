import type { BaseId, ChannelId, Cursor, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Reader, Writer } from './open.ts'

/** What a base was asked about phones, will be asked, and has answered. */

/** Notes that phones are to be asked about when there is room; `wantedAt` of the newest comes first. Who is known already stays as he is. */
export async function wantClients(
  tx: Writer,
  base: BaseId,
  wanted: readonly { phone: PhoneNumber; wantedAt: Instant }[],
): Promise<void> {
  if (wanted.length === 0) return
  await tx
    .insertInto('client_lookups')
    .values(wanted.map(({ phone, wantedAt }) => ({ ...unasked, base_id: base, phone, wanted_at: wantedAt })))
    .onConflict((c) => c.doNothing())
    .execute()
}

const unasked = { asked_at: null, asked_seq: null, answered_at: null }

/** The same for everybody who has a conversation on one of these numbers. */
export async function wantClientsOf(tx: Writer, base: BaseId, channels: readonly ChannelId[]): Promise<void> {
  if (channels.length === 0) return
  await tx
    .insertInto('client_lookups')
    .columns(['base_id', 'phone', 'wanted_at'])
    .expression((e) =>
      e
        .selectFrom('conversations')
        .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
        .select((s) => [
          s.cast<BaseId>(s.val(base), 'text').as('base_id'),
          s.ref('contacts.phone').$notNull().as('phone'),
          s.fn.max('conversations.last_message_at').as('wanted_at'),
        ])
        .where('conversations.channel_id', 'in', channels)
        .where('contacts.phone', 'is not', null)
        .groupBy('contacts.phone'),
    )
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Those that wait to be asked about, the newest first. */
export async function wantedClients(db: Reader, base: BaseId, limit: number): Promise<PhoneNumber[]> {
  const rows = await db
    .selectFrom('client_lookups')
    .select('phone')
    .where('base_id', '=', base)
    .where('answered_at', 'is', null)
    .where('asked_seq', 'is', null)
    .orderBy('wanted_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ phone }) => phone)
}

/** How many questions a base that has applied the journal up to `cursor` has yet to see. */
export async function countUnseenLookups(db: Reader, base: BaseId, cursor: Cursor): Promise<number> {
  const { unseen } = await db
    .selectFrom('client_lookups')
    .select((e) => e.fn.countAll<number>().as('unseen'))
    .where('base_id', '=', base)
    .where('answered_at', 'is', null)
    .where('asked_seq', '>', cursor)
    .executeTakeFirstOrThrow()
  return Number(unseen)
}

/** Notes questions under their numbers. Who was asked about since `before` stays as he is. @returns the phones that are to be asked about. */
export async function noteAsked(
  tx: Writer,
  base: BaseId,
  asked: readonly { phone: PhoneNumber; seq: Cursor }[],
  { at, before }: { at: Instant; before: Instant },
): Promise<Set<PhoneNumber>> {
  const rows = await tx
    .insertInto('client_lookups')
    .values(
      asked.map(({ phone, seq }) => ({
        base_id: base,
        phone,
        wanted_at: at,
        asked_at: at,
        asked_seq: seq,
        answered_at: null,
      })),
    )
    .onConflict((c) =>
      c
        .columns(['base_id', 'phone'])
        .doUpdateSet((e) => ({ asked_at: e.ref('excluded.asked_at'), asked_seq: e.ref('excluded.asked_seq') }))
        .where((e) => e.or([e('client_lookups.asked_at', 'is', null), e('client_lookups.asked_at', '<=', before)])),
    )
    .returning('phone')
    .execute()
  return new Set(rows.map(({ phone }) => phone))
}

/** Notes that a base has answered about these phones, asked or not. */
export async function noteAnswered(
  tx: Writer,
  base: BaseId,
  phones: readonly PhoneNumber[],
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('client_lookups')
    .values(
      phones.map((phone) => ({
        base_id: base,
        phone,
        wanted_at: at,
        asked_at: null,
        asked_seq: null,
        answered_at: at,
      })),
    )
    .onConflict((c) => c.columns(['base_id', 'phone']).doUpdateSet({ answered_at: at }))
    .execute()
}

import type { Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Reader, Writer } from './open.ts'
import type { IdentitySource } from './tables.ts'

export interface IdentityPair {
  lid: string
  phone: PhoneNumber
}

/** Notes that a LID and a phone are one person now: who said so, and when. */
export async function noteIdentity(
  tx: Writer,
  { lid, phone }: IdentityPair,
  source: IdentitySource,
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('identities')
    .values({ lid, phone, source, at })
    // He may have had another phone meanwhile: the newest word counts.
    .onConflict((c) => c.columns(['lid', 'phone']).doUpdateSet({ source, at }))
    .execute()
}

/** The pair that was last learnt of this LID or phone; undefined when nothing was, or when its other half has gone to somebody else since. */
export async function lastPair(db: Reader, known: Partial<IdentityPair>): Promise<IdentityPair | undefined> {
  const { lid, phone } = known
  if (lid !== undefined) {
    const pair = await newest(db, 'lid', lid)
    return pair && (await newest(db, 'phone', pair.phone))?.lid === lid ? pair : undefined
  }
  if (phone === undefined) return undefined
  const pair = await newest(db, 'phone', phone)
  return pair && (await newest(db, 'lid', pair.lid))?.phone === phone ? pair : undefined
}

const newest = (db: Reader, by: 'lid' | 'phone', value: string): Promise<IdentityPair | undefined> =>
  db
    .selectFrom('identities')
    .select(['lid', 'phone'])
    .where((e) => e(e.ref(by), '=', value))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()

import * as v from 'valibot'
import { type BadPhone, type BadPhones, badPhoneFaultSchema } from '../../shared/bad-phone.ts'
import type { BaseId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

const rowsPerStatement = 1000

/** What the phone-book doctor of a base has found now: what it found before is gone. */
export async function replaceBadPhones(
  tx: Writer,
  base: BaseId,
  phones: readonly BadPhone[],
  at: Instant,
): Promise<void> {
  await tx.deleteFrom('bad_phones').where('base_id', '=', base).execute()
  for (let start = 0; start < phones.length; start += rowsPerStatement) {
    const rows = phones
      .slice(start, start + rowsPerStatement)
      .map(({ ref, name, written, fault, url }) => ({ base_id: base, ref, name, written, fault, url: url ?? null, at }))
    await tx
      .insertInto('bad_phones')
      .values(rows)
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

/** What it has found, by name; `total` of all. */
export async function badPhonesOf(db: Reader, base: BaseId, limit: number): Promise<BadPhones> {
  const ofBase = db.selectFrom('bad_phones').where('base_id', '=', base)
  const rows = await ofBase.selectAll().orderBy('name').orderBy('ref').orderBy('written').limit(limit).execute()
  const { total } = await ofBase.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const [first] = rows
  const phones = rows.map(({ ref, name, written, fault, url }) => ({
    ref,
    name,
    written,
    fault: v.parse(badPhoneFaultSchema, fault),
    ...(url === null ? {} : { url }),
  }))
  return { phones, total: Number(total), ...(first ? { at: first.at } : {}) }
}

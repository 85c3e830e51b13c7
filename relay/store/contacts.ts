import type { ContactId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type ContactRow = Tables['contacts']

export async function contactById(db: Reader, id: ContactId): Promise<ContactRow | undefined> {
  return await db.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function contactByLid(db: Reader, lid: string): Promise<ContactRow | undefined> {
  return await db.selectFrom('contacts').selectAll().where('lid', '=', lid).executeTakeFirst()
}

export async function contactByPhone(db: Reader, phone: PhoneNumber): Promise<ContactRow | undefined> {
  return await db.selectFrom('contacts').selectAll().where('phone', '=', phone).executeTakeFirst()
}

/** All contacts that hold one of these LIDs or phones. */
export async function contactsBy(
  db: Reader,
  { lids, phones }: { lids: readonly string[]; phones: readonly PhoneNumber[] },
): Promise<ContactRow[]> {
  if (lids.length + phones.length === 0) return []
  return await db
    .selectFrom('contacts')
    .selectAll()
    .where((e) =>
      e.or([
        ...(lids.length > 0 ? [e('lid', 'in', lids)] : []),
        ...(phones.length > 0 ? [e('phone', 'in', phones)] : []),
      ]),
    )
    .execute()
}

/**
 * Whoever is going to change who holds which phone or LID comes one after the other, until the commit. After it, look again: contacts may have
 * changed meanwhile. What was only looked at before may have been the half of somebody else's change.
 */
export async function lockIdentities(tx: Writer): Promise<void> {
  await tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', 'identities')
    .execute()
}

/** A contact, locked until the transaction ends; undefined when he is no more. */
export async function lockContact(tx: Writer, id: ContactId): Promise<ContactRow | undefined> {
  return await tx
    .updateTable('contacts')
    .set((e) => ({ id: e.ref('id') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

export async function insertContact(tx: Writer, row: ContactRow): Promise<void> {
  await tx.insertInto('contacts').values(row).execute()
}

/** Which phone and LID he has now. Under `lockIdentities`. */
export async function holdIds(tx: Writer, id: ContactId, ids: Pick<ContactRow, 'phone' | 'lid'>): Promise<void> {
  await tx.updateTable('contacts').set({ phone: ids.phone, lid: ids.lid }).where('id', '=', id).execute()
}

export async function nameContact(tx: Writer, id: ContactId, name: string): Promise<void> {
  await tx.updateTable('contacts').set({ name }).where('id', '=', id).execute()
}

/** He was joined with another: `joined.ts` knows with whom. */
export async function removeContact(tx: Writer, id: ContactId): Promise<void> {
  await tx.deleteFrom('contacts').where('id', '=', id).execute()
}

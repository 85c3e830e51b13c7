import type { Contact } from '../../shared/conversation.ts'
import type { ContactId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Reader, Writer } from './open.ts'

export interface ContactRow {
  id: ContactId
  phone: PhoneNumber | null
  lid: string | null
  name: string
}

export interface Identity {
  phone?: PhoneNumber
  lid?: string
  name: string
}

/** Finds the contact by LID, else by phone; makes him when he is new; learns what was not known yet. */
export async function contactOf(
  tx: Writer,
  identity: Identity,
  newId: () => ContactId,
  now: Instant,
): Promise<ContactRow> {
  const known = await findContact(tx, identity)
  if (known) return await learn(tx, known, identity)
  const row = { id: newId(), phone: identity.phone ?? null, lid: identity.lid ?? null, name: identity.name }
  await tx
    .insertInto('contacts')
    .values({ ...row, created_at: now })
    .onConflict((c) => c.doNothing())
    .execute()
  // Somebody else may have been quicker by a moment: then his row counts.
  return (await findContact(tx, identity)) ?? row
}

export async function contactById(db: Reader, id: ContactId): Promise<ContactRow | undefined> {
  return await db.selectFrom('contacts').select(['id', 'phone', 'lid', 'name']).where('id', '=', id).executeTakeFirst()
}

type Ids = { [Id in 'phone' | 'lid']?: Identity[Id] | undefined }

async function findContact(db: Reader, { phone, lid }: Ids): Promise<ContactRow | undefined> {
  const contacts = db.selectFrom('contacts').select(['id', 'phone', 'lid', 'name'])
  const byLid = lid === undefined ? undefined : await contacts.where('lid', '=', lid).executeTakeFirst()
  if (byLid || phone === undefined) return byLid
  return await contacts.where('phone', '=', phone).executeTakeFirst()
}

/** A phone or LID that another contact holds is left alone here: joining two contacts is a step of its own. */
async function learn(tx: Writer, known: ContactRow, identity: Identity): Promise<ContactRow> {
  const phone = known.phone ?? (await unlessTaken(tx, identity.phone, { phone: identity.phone }))
  const lid = known.lid ?? (await unlessTaken(tx, identity.lid, { lid: identity.lid }))
  const name = identity.name === '' ? known.name : identity.name
  if (phone === known.phone && lid === known.lid && name === known.name) return known
  await tx.updateTable('contacts').set({ phone, lid, name }).where('id', '=', known.id).execute()
  return { id: known.id, phone, lid, name }
}

async function unlessTaken<T>(tx: Writer, value: T | undefined, ids: Ids): Promise<T | null> {
  return value === undefined || (await findContact(tx, ids)) ? null : value
}

export const showContact = (row: ContactRow): Contact => ({
  id: row.id,
  name: row.name,
  ...(row.phone === null ? {} : { phone: row.phone }),
})

import type { ClientCard } from '../../shared/client.ts'
import type { BaseId, ContactId, EmployeeId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Reader, Writer } from './open.ts'

/** What a base has answered about one phone. */
export interface ClientAnswer {
  phone: PhoneNumber
  cards: readonly Omit<ClientCard, 'baseId' | 'chosen' | 'responsibleName'>[]
}

const rowsPerStatement = 1000

/** All that a base knows of these phones now: what it knew before is gone. */
export async function replaceClients(tx: Writer, base: BaseId, answers: readonly ClientAnswer[]): Promise<void> {
  const phones = answers.map(({ phone }) => phone)
  await tx.deleteFrom('clients').where('base_id', '=', base).where('phone', 'in', phones).execute()
  const rows = answers.flatMap(({ phone, cards }) =>
    cards.map(({ ref, name, kind, url, responsibleId }, position) => ({
      base_id: base,
      phone,
      ref,
      position,
      name,
      kind,
      url: url ?? null,
      responsible_id: responsibleId ?? null,
    })),
  )
  for (let start = 0; start < rows.length; start += rowsPerStatement)
    await tx
      .insertInto('clients')
      .values(rows.slice(start, start + rowsPerStatement))
      .execute()
}

/** The phones of which a base has said who it is, or that it is nobody. */
export async function phonesAnswered(db: Reader, base: BaseId): Promise<PhoneNumber[]> {
  const rows = await db
    .selectFrom('client_lookups')
    .select('phone')
    .where('base_id', '=', base)
    .where('answered_at', 'is not', null)
    .execute()
  return rows.map(({ phone }) => phone)
}

/** Which of a base's cards a contact is, by an employee's word; the last word counts. */
export async function chooseClient(
  tx: Writer,
  chosen: { contactId: ContactId; base: BaseId; ref: string; employeeId: EmployeeId; at: Instant },
): Promise<void> {
  const { contactId, base, ref, employeeId, at } = chosen
  await tx
    .insertInto('chosen_clients')
    .values({ contact_id: contactId, base_id: base, ref, employee_id: employeeId, at })
    .onConflict((c) => c.columns(['contact_id', 'base_id']).doUpdateSet({ ref, employee_id: employeeId, at }))
    .execute()
}

/** Nobody says any more which card a contact is. */
export async function chooseNoClient(tx: Writer, contactId: ContactId): Promise<void> {
  await tx.deleteFrom('chosen_clients').where('contact_id', '=', contactId).execute()
}

/** Of two contacts that were joined the one that stays keeps its own choice; where it has none the other's holds. */
export async function moveChosenClients(
  tx: Writer,
  { from, into }: { from: ContactId; into: ContactId },
): Promise<void> {
  const kept = tx.selectFrom('chosen_clients').select('base_id').where('contact_id', '=', into)
  await tx.deleteFrom('chosen_clients').where('contact_id', '=', from).where('base_id', 'in', kept).execute()
  await tx.updateTable('chosen_clients').set({ contact_id: into }).where('contact_id', '=', from).execute()
}

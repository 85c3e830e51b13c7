import type { ChosenClient } from '../../shared/commands.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ContactId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { chooseClient, chooseNoClient } from '../store/clients.ts'
import { type ContactRow, lockContact } from '../store/contacts.ts'
import { lockConversationsByPhone } from '../store/conversations-in-bulk.ts'
import { contactNow } from '../store/joined.ts'
import type { Store, Writer } from '../store/open.ts'
import { refuseLostRight } from './refuse-lost-right.ts'
import { tellOfCards } from './take-clients.ts'
import { seesRow } from './who-sees.ts'

/**
 * Notes which of several cards a contact is, by an employee's word; null takes the word back. It holds for everybody.
 * @throws Refused `notFound` when there is no such contact, or 1C does not know him under this card (any more).
 */
export function createChooseClient(store: Store, clock: Clock) {
  return (employee: Employee, id: ContactId, chosen: ChosenClient): Promise<void> =>
    store.write(async (tx) => {
      await refuseLostRight(tx, employee, 'reply')
      const contact = await lockedContact(tx, id)
      if (contact?.phone == null) throw noSuchContact()
      const rows = await lockConversationsByPhone(tx, [contact.phone])
      if (!rows.some((row) => seesRow(employee, row))) throw noSuchContact()
      const isThere = rows.some(({ onec }) =>
        onec?.cards?.some(({ baseId, ref }) => baseId === chosen?.baseId && ref === chosen?.ref),
      )
      if (chosen !== null && !isThere) throw new Refused('notFound', '1C does not know this client under that card.')
      const at = clock.now()
      const { id: contactId } = contact
      if (chosen === null) await chooseNoClient(tx, contactId)
      else await chooseClient(tx, { contactId, base: chosen.baseId, ref: chosen.ref, employeeId: employee.id, at })
      await tellOfCards(tx, await lockConversationsByPhone(tx, [contact.phone]), at)
    })
}

export type ChooseClient = ReturnType<typeof createChooseClient>

/** Or he has no phone. */
const noSuchContact = () => new Refused('notFound', 'There is no such contact.')

/** Under an id that was joined with another he is that other. */
async function lockedContact(tx: Writer, id: ContactId): Promise<ContactRow | undefined> {
  const contact = await lockContact(tx, id)
  if (contact) return contact
  const into = await contactNow(tx, id)
  return into === undefined ? undefined : await lockedContact(tx, into)
}

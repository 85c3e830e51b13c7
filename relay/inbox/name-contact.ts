import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import { contactByLid, contactByPhone, nameContact } from '../store/contacts.ts'
import type { Store } from '../store/open.ts'
import { tellOfPhone } from './join-contacts.ts'

export type NamedPerson = { kind: 'phone'; phone: PhoneNumber } | { kind: 'lid'; lid: string }

/** Takes in how somebody calls himself, as an old list says. */
export type NameContact = (person: NamedPerson, name: string) => Promise<void>

/** Whoever has a name keeps it: what he has told us himself is newer. */
export const createNameContact =
  (store: Store, clock: Clock): NameContact =>
  async (person, name) => {
    const find = (db: Store['read']) =>
      person.kind === 'lid' ? contactByLid(db, person.lid) : contactByPhone(db, person.phone)
    if (name === '' || (await find(store.read))?.name !== '') return
    await store.write(async (tx) => {
      const contact = await find(tx)
      if (contact?.name !== '') return
      await nameContact(tx, contact.id, name)
      await tellOfPhone(tx, contact.id, clock.now())
    })
  }

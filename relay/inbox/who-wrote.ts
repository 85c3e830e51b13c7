import { type ContactId, contactIdSchema, type Instant, type NewId } from '../../shared/ids.ts'
import { type ContactRow, contactsBy, nameContact } from '../store/contacts.ts'
import type { Writer } from '../store/open.ts'
import { contactOf, type Identity } from './contact-of.ts'
import type { IncomingMessage } from './incoming-message.ts'

/**
 * The contacts of a burst, one for each message. All who are known just so cost one look together; the others are found, made or joined one by one.
 * A contact that was joined with another on the way is found by `joined`, as everywhere.
 */
export async function whoWrote(
  tx: Writer,
  incoming: readonly IncomingMessage[],
  { newId, now }: { newId: NewId; now: Instant },
): Promise<ContactId[]> {
  const known = knownBy(await contactsBy(tx, namedIn(incoming)))
  const found = new Map<string, ContactId>()
  const ids: ContactId[] = []
  const met = async (identity: Identity): Promise<ContactId> => {
    const contact = await contactOf(tx, identity, () => newId(contactIdSchema), now)
    if (contact.joined) {
      known.clear()
      found.clear()
    }
    return contact.id
  }
  for (const message of incoming) {
    const identity = identityIn(message)
    const name = JSON.stringify(identity)
    const id = found.get(name) ?? (await knownJustSo(tx, identity, known)) ?? (await met(identity))
    found.set(name, id)
    ids.push(id)
  }
  return ids
}

const identityIn = ({ client, fromHistory }: IncomingMessage): Identity =>
  fromHistory ? { ...client, source: 'history' } : client

function namedIn(incoming: readonly IncomingMessage[]) {
  const clients = incoming.map(({ client }) => client)
  return {
    lids: [...new Set(clients.flatMap(({ lid }) => lid ?? []))],
    phones: [...new Set(clients.flatMap(({ phone }) => phone ?? []))],
  }
}

type Known = Map<string, ContactRow>

function knownBy(contacts: readonly ContactRow[]): Known {
  const known: Known = new Map()
  for (const contact of contacts) {
    if (contact.lid !== null) known.set(contact.lid, contact)
    if (contact.phone !== null) known.set(contact.phone, contact)
  }
  return known
}

/** As `contactOf` answers when there is nothing to learn but a new name. */
async function knownJustSo(tx: Writer, { phone, lid, name }: Identity, known: Known): Promise<ContactId | undefined> {
  const contact = known.get(lid ?? phone ?? '')
  if (!contact || (phone !== undefined && phone !== contact.phone)) return undefined
  if (name !== '' && name !== contact.name) {
    contact.name = name
    await nameContact(tx, contact.id, name)
  }
  return contact.id
}

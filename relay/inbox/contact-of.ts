import type { ContactId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import {
  type ContactRow,
  contactByLid,
  contactByPhone,
  holdIds,
  insertContact,
  lockIdentities,
  nameContact,
} from '../store/contacts.ts'
import { lastPair, noteIdentity } from '../store/identities.ts'
import type { Writer } from '../store/open.ts'
import type { IdentitySource } from '../store/tables.ts'
import { joinContacts, takePhone, tellOfPhone } from './join-contacts.ts'
import { type Resolution, resolveIdentity } from './resolve-identity.ts'

/** Somebody as WhatsApp has named him: at least one of phone and LID. */
export interface Identity {
  phone?: PhoneNumber
  lid?: string
  name: string
  /** Where this was said; `message` when absent. What is `history` is old news. */
  source?: IdentitySource
}

/**
 * A contact, and whether finding him has changed more than himself: two contacts were joined, another has lost his phone, conversations were told of again.
 * Whoever remembers contacts or conversations within a transaction forgets them all when he sees `joined`; else an answer of `contactOf` holds, for the
 * same identity, until the transaction ends, and not a moment longer.
 */
export type FoundContact = ContactRow & { joined?: true }

/**
 * Finds or makes the contact, and learns what WhatsApp has told: his phone, his LID, that two contacts are one person. Somebody who is known just so
 * costs one look; everything else is done one after the other (`lockIdentities`), so no two contacts ever hold the same phone or LID.
 */
export async function contactOf(
  tx: Writer,
  identity: Identity,
  newId: () => ContactId,
  now: Instant,
): Promise<FoundContact> {
  const { phone, lid, name } = identity
  const met = lid !== undefined ? await contactByLid(tx, lid) : phone && (await contactByPhone(tx, phone))
  if (met && (phone === undefined || phone === met.phone)) return await named(tx, met, name)
  await lockIdentities(tx)
  const { source = 'message' } = identity
  const said = phone !== undefined && lid !== undefined ? { phone, lid } : await lastPair(tx, identity)
  const found = await follow(tx, await resolve(tx, { ...(said ?? identity), source }), { newId, name, now })
  const isWord = phone !== undefined && lid !== undefined
  if (isWord && phone === found.phone && lid === found.lid) await noteIdentity(tx, { phone, lid }, source, now)
  return { ...found, ...(await named(tx, found, name)) }
}

/** The decision about what was said, from the contacts as they are now. */
export const resolve = async (
  tx: Writer,
  said: { phone?: PhoneNumber; lid?: string; source: IdentitySource },
): Promise<Resolution<ContactRow>> =>
  resolveIdentity(
    said,
    said.lid === undefined ? undefined : await contactByLid(tx, said.lid),
    said.phone === undefined ? undefined : await contactByPhone(tx, said.phone),
  )

/** Does what was decided. */
export async function follow(
  tx: Writer,
  resolution: Resolution<ContactRow>,
  { newId, name, now }: { newId: () => ContactId; name: string; now: Instant },
): Promise<FoundContact> {
  switch (resolution.do) {
    case 'keep':
      return resolution.contact
    case 'make': {
      const { phone, lid, phoneOf } = resolution
      if (phoneOf) await takePhone(tx, phoneOf, now)
      const row = { id: newId(), phone, lid, name, created_at: now }
      await insertContact(tx, row)
      return { ...row, ...(phoneOf ? { joined: true } : {}) }
    }
    case 'learn': {
      const { contact, phone, lid, phoneOf } = resolution
      if (phoneOf) await takePhone(tx, phoneOf, now)
      const row = { ...contact, phone, lid }
      await holdIds(tx, contact.id, row)
      if (phone !== contact.phone) await tellOfPhone(tx, contact.id, now)
      return { ...row, joined: true }
    }
    case 'join':
      return { ...(await joinContacts(tx, resolution, now)), joined: true }
    default:
      return resolution satisfies never
  }
}

async function named(tx: Writer, contact: ContactRow, name: string): Promise<ContactRow> {
  if (name === '' || name === contact.name) return contact
  await nameContact(tx, contact.id, name)
  return { ...contact, name }
}

import { contactIdSchema, type Instant, type NewId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import { type ContactRow, contactByLid, lockIdentities } from '../store/contacts.ts'
import { lastPair, noteIdentity } from '../store/identities.ts'
import type { Store, Writer } from '../store/open.ts'
import type { IdentitySource } from '../store/tables.ts'
import { follow, resolve } from './contact-of.ts'
import { takePhone } from './join-contacts.ts'
import type { Resolution } from './resolve-identity.ts'

/** Takes in that a LID and a phone are one person. */
export type LearnIdentity = (lid: string, phone: PhoneNumber, source: IdentitySource) => Promise<void>

/**
 * What WhatsApp tells of somebody outside of his messages. Contacts that are known learn it at once; of strangers it is kept until they write.
 * Mostly it is known already, and then nothing is written.
 */
export const createLearnIdentity =
  (store: Store, clock: Clock, newId: NewId): LearnIdentity =>
  async (lid, phone, source) => {
    if (await isKnown(store, lid, phone)) return
    await store.write(async (tx) => {
      await lockIdentities(tx)
      const now = clock.now()
      const resolution = await resolve(tx, { lid, phone, source })
      const pair =
        resolution.do === 'make'
          ? await ofStranger(tx, resolution, now)
          : await follow(tx, resolution, { newId: () => newId(contactIdSchema), name: '', now })
      if (pair.lid === lid && pair.phone === phone) await noteIdentity(tx, { lid, phone }, source, now)
    })
  }

/** He has not written yet: only whoever had his phone before is a contact of ours, and has it no more. */
async function ofStranger(
  tx: Writer,
  { lid, phone, phoneOf }: Extract<Resolution<ContactRow>, { do: 'make' }>,
  now: Instant,
): Promise<Pick<ContactRow, 'lid' | 'phone'>> {
  if (phoneOf) await takePhone(tx, phoneOf, now)
  return { lid, phone }
}

async function isKnown({ read }: Store, lid: string, phone: PhoneNumber): Promise<boolean> {
  if ((await lastPair(read, { lid }))?.phone !== phone) return false
  const contact = await contactByLid(read, lid)
  return contact === undefined || contact.phone === phone
}

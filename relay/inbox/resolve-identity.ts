import type { ContactId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { IdentitySource } from '../store/tables.ts'

/** A contact as far as this decision needs him. */
export interface Known {
  id: ContactId
  phone: PhoneNumber | null
  lid: string | null
  created_at: Instant
}

/** What WhatsApp has said of somebody: a phone, a LID, or that the two are one person. */
export interface Said {
  phone?: PhoneNumber | undefined
  lid?: string | undefined
  source: IdentitySource
}

/** Whom it was said of, and what follows. `phoneOf` has lost his phone to this one. */
export type Resolution<Contact extends Known> =
  | { do: 'keep'; contact: Contact }
  | { do: 'learn'; contact: Contact; phone: PhoneNumber; lid: string; phoneOf?: Contact }
  | { do: 'make'; phone: PhoneNumber | null; lid: string | null; phoneOf?: Contact }
  | { do: 'join'; stays: Contact; goes: Contact; phone: PhoneNumber; lid: string }

/**
 * Who somebody is. Pure. The LID is the person and stays with him; the phone is what he has now: he may change it, and whoever gets it after him
 * comes with a LID of his own. What is old news (`history`) fills in what is unknown, and takes nothing from anybody.
 * @param byLid, byPhone the contacts that hold this LID and this phone now.
 */
export function resolveIdentity<Contact extends Known>(
  { phone, lid, source }: Said,
  byLid: Contact | undefined,
  byPhone: Contact | undefined,
): Resolution<Contact> {
  const isNews = source !== 'history'
  if (phone === undefined || lid === undefined) {
    const contact = byLid ?? byPhone
    return contact ? { do: 'keep', contact } : { do: 'make', phone: phone ?? null, lid: lid ?? null }
  }
  if (byLid && byLid.id === byPhone?.id) return { do: 'keep', contact: byLid }
  const phoneOf = byPhone && byPhone.lid !== null ? { phoneOf: byPhone } : {}
  const isFree = byPhone === undefined || byPhone.lid === null
  if (byLid) {
    if (!(isNews || (isFree && byLid.phone === null))) return { do: 'keep', contact: byLid }
    if (byPhone && isFree) return { do: 'join', ...older(byLid, byPhone), phone, lid }
    return { do: 'learn', contact: byLid, phone, lid, ...phoneOf }
  }
  if (byPhone && isFree) return { do: 'learn', contact: byPhone, phone, lid }
  if (byPhone && !isNews) return { do: 'make', phone: null, lid }
  return { do: 'make', phone, lid, ...phoneOf }
}

/** Who was here first stays: his conversation is the one that employees and 1C have known, and linked to, for longer. */
function older<Contact extends Known>(one: Contact, other: Contact): { stays: Contact; goes: Contact } {
  const oneIsOlder = one.created_at === other.created_at ? one.id < other.id : one.created_at < other.created_at
  return oneIsOlder ? { stays: one, goes: other } : { stays: other, goes: one }
}

import { jidNormalizedUser } from '@whiskeysockets/baileys'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Credentials } from './credentials.ts'
import { addresseeOf } from './jid.ts'

/** The account a channel was paired with. */
export interface LinkedAccount {
  phone: PhoneNumber
  lid?: string
  /** The name that WhatsApp shows to clients; empty when unknown. */
  name: string
}

export function accountOf({ me }: Credentials): LinkedAccount | undefined {
  const phone = addresseeOf(me?.id)
  if (!me || phone.kind !== 'phone') return undefined
  const lid = addresseeOf(me.lid)
  const name = me.name ?? me.notify ?? me.verifiedName ?? ''
  return { phone: phone.phone, name, ...(lid.kind === 'lid' ? { lid: lid.lid } : {}) }
}

/** Our own account as WhatsApp names it, by phone and by LID, without the device. */
export const ownJidsIn = (credentials: Credentials | undefined): string[] =>
  [credentials?.me?.id, credentials?.me?.lid].flatMap((jid) => (jid ? jidNormalizedUser(jid) : []))

import { jidDecode } from '@whiskeysockets/baileys'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import * as v from 'valibot'
import { type PhoneNumber, phoneNumberSchema } from '../../shared/phone-number.ts'

/** What a jid names: a person by phone or by LID, or something that is no client of ours, by its name. */
export type Addressee =
  | { kind: 'phone'; phone: PhoneNumber }
  | { kind: 'lid'; lid: string }
  | { kind: 'ignored'; name: IgnoredAddressee }

export type IgnoredAddressee = 'group' | 'status' | 'broadcast' | 'newsletter' | 'announcement' | 'bot' | 'unknown'

/** 79161234567:3@s.whatsapp.net → +79161234567; the device does not matter. */
export function addresseeOf(jid: string | undefined): Addressee {
  const decoded = jidDecode(jid)
  if (!decoded) return { kind: 'ignored', name: 'unknown' }
  const { user, server } = decoded
  switch (server) {
    case 's.whatsapp.net':
    case 'c.us':
    case 'hosted':
      return byPhone(user)
    case 'lid':
    case 'hosted.lid':
      return /^\d+$/.test(user) ? { kind: 'lid', lid: user } : { kind: 'ignored', name: 'unknown' }
    case 'g.us':
      return { kind: 'ignored', name: 'group' }
    case 'broadcast':
      return { kind: 'ignored', name: user === 'status' ? 'status' : 'broadcast' }
    case 'newsletter':
      return { kind: 'ignored', name: 'newsletter' }
    case 'bot':
      return { kind: 'ignored', name: 'bot' }
    default:
      return { kind: 'ignored', name: 'unknown' }
  }
}

export const jidOfPhone = (phone: PhoneNumber): string => `${phone.slice(1)}@s.whatsapp.net`

export const jidOfLid = (lid: string): string => `${lid}@lid`

function byPhone(digits: string): Addressee {
  // 0@s.whatsapp.net is WhatsApp itself, with news about the app.
  if (digits === '0') return { kind: 'ignored', name: 'announcement' }
  const phone = phoneOfDigits(digits)
  return phone === undefined ? { kind: 'ignored', name: 'unknown' } : { kind: 'phone', phone }
}

/** In its normal form: WhatsApp writes some numbers in an older one (Mexico's 521…, Argentina's 54… without 9). */
function phoneOfDigits(digits: string): PhoneNumber | undefined {
  const international = `+${digits}`
  const normal = parsePhoneNumberFromString(international)?.number ?? international
  const phone = v.safeParse(phoneNumberSchema, normal)
  return phone.success ? phone.output : undefined
}

import { createHash, randomBytes } from 'node:crypto'
import { jidDecode } from '@whiskeysockets/baileys'

/** WhatsApp's name for a phone: the number of the device stands after the colon, 0 (the phone itself) is left out. */
export function phoneJid(number: string, device = 0): string {
  return `${number}${device ? `:${device}` : ''}@s.whatsapp.net`
}

/** The same person without the phone number (LID). */
export function lidJid(lidUser: string, device = 0): string {
  return `${lidUser}${device ? `:${device}` : ''}@lid`
}

/** The same number always has the same LID, so that several processes agree without asking each other. */
export function lidUserOf(number: string): string {
  const digest = createHash('sha256').update(number).digest()
  return `2${(digest.readBigUInt64BE() % 10n ** 14n).toString().padStart(14, '0')}`
}

/** Digits before the device and the server: a phone number or a LID. */
export function userOf(jid: string): string {
  return jidDecode(jid)?.user ?? ''
}

/** '+7 (900) 123-45-67' → '79001234567' */
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '')
}

/** The form WhatsApp Web gives its ids. Never contains '@', which would be read as a jid. */
export function newMessageId(): string {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`
}

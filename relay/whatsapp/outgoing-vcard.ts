import * as v from 'valibot'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import type { OutgoingCard } from '../outbox/send-to-whatsapp.ts'

/** A card of somebody as phones read it, vCard 3.0 (RFC 2426). Pure. */
export function vcardOf({ name, organization, phones }: OutgoingCard): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${escaped(name)};;;`,
    `FN:${escaped(name)}`,
    ...(organization ? [`ORG:${escaped(organization)}`] : []),
    ...phones.map(phoneLine),
    'END:VCARD',
  ]
  return lines.join('\n')
}

/** With `waid` the client's WhatsApp offers to write to the number; only where we are sure which one it is. */
function phoneLine(phone: string): string {
  const known = v.safeParse(phoneNumberSchema, phone)
  const waid = known.success ? `;waid=${known.output.slice(1)}` : ''
  return `TEL;type=CELL;type=VOICE${waid}:${escaped(phone)}`
}

/** Nobody's name ends a line, begins a property or parts a value. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    // What is left of control characters has no place in a card.
    .replace(/\p{Cc}/gu, ' ')

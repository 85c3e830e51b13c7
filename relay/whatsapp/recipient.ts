import type { WASocket } from '@whiskeysockets/baileys'
import type { Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Recipient } from '../outbox/send-to-whatsapp.ts'
import { addresseeOf, jidOfLid, jidOfPhone } from './jid.ts'

export type FoundRecipient = { found: true; jid: string } | { found: false; cause: 'notOnWhatsApp' | 'noAnswer' }

export type FindRecipient = (socket: WASocket, to: Recipient) => Promise<FoundRecipient>

/** Somebody may install WhatsApp at any time, but not while an employee tries again. Milliseconds. */
const absentFor = 10 * 60_000
const mostRemembered = 5_000

/**
 * Under which jid to write to somebody. WhatsApp is asked only about phones that have no LID yet: nobody there has met them (and Baileys cannot encrypt for a phone
 * without LID, guide 0.5). Its yes is remembered by Baileys' own notes, its no here: a message to a number without WhatsApp never leaves, as it may cost the number its right to
 * write to strangers (Baileys' #2441).
 */
export function createFindRecipient(now: () => Instant): FindRecipient {
  const absent = new Map<PhoneNumber, Instant>()
  return async (socket, { phone, lid }) => {
    if (lid !== undefined) {
      const known = await mapped(socket, `${lid}_reverse`)
      if (known !== undefined) return { found: true, jid: `${known}@s.whatsapp.net` }
    }
    if (phone === undefined) {
      return lid === undefined ? { found: false, cause: 'notOnWhatsApp' } : { found: true, jid: jidOfLid(lid) }
    }
    if ((await mapped(socket, phone.slice(1))) !== undefined) return { found: true, jid: jidOfPhone(phone) }
    if ((absent.get(phone) ?? 0) > now()) return { found: false, cause: 'notOnWhatsApp' }
    const answer = await socket.onWhatsApp(jidOfPhone(phone))
    if (answer === undefined) return { found: false, cause: 'noAnswer' }
    const user = answer.find(({ jid, exists }) => exists && addresseeOf(jid).kind !== 'ignored')
    if (user) return { found: true, jid: user.jid }
    if (absent.size >= mostRemembered) absent.clear()
    absent.set(phone, now() + absentFor)
    return { found: false, cause: 'notOnWhatsApp' }
  }
}

/** Baileys' own notes: a phone's digits → LID, and `<LID>_reverse` → the phone's digits as WhatsApp writes them. */
async function mapped(socket: WASocket, id: string): Promise<string | undefined> {
  return (await socket.authState.keys.get('lid-mapping', [id]))[id]
}

import type { WASocket } from '@whiskeysockets/baileys'
import type { OutgoingMessage } from '../outbox/send-to-whatsapp.ts'
import { addresseeOf, jidOfLid, jidOfPhone } from './jid.ts'

export type Recipient = { found: true; jid: string } | { found: false; cause: 'notOnWhatsApp' | 'noAnswer' }

/**
 * Under which jid to write to somebody. WhatsApp is asked only about phones that have no LID yet: nobody there has met them
 * (and Baileys cannot encrypt for a phone without LID, guide 0.5).
 */
export async function recipientOf(socket: WASocket, to: OutgoingMessage['to']): Promise<Recipient> {
  const { phone, lid } = to
  if (lid !== undefined) {
    const known = await mapped(socket, `${lid}_reverse`)
    if (known !== undefined) return { found: true, jid: `${known}@s.whatsapp.net` }
  }
  if (phone === undefined) {
    return lid === undefined ? { found: false, cause: 'notOnWhatsApp' } : { found: true, jid: jidOfLid(lid) }
  }
  if ((await mapped(socket, phone.slice(1))) !== undefined) return { found: true, jid: jidOfPhone(phone) }
  const answer = await socket.onWhatsApp(jidOfPhone(phone))
  if (answer === undefined) return { found: false, cause: 'noAnswer' }
  const user = answer.find(({ jid, exists }) => exists && addresseeOf(jid).kind !== 'ignored')
  return user ? { found: true, jid: user.jid } : { found: false, cause: 'notOnWhatsApp' }
}

/** Baileys' own notes: a phone's digits → LID, and `<LID>_reverse` → the phone's digits as WhatsApp writes them. */
async function mapped(socket: WASocket, id: string): Promise<string | undefined> {
  return (await socket.authState.keys.get('lid-mapping', [id]))[id]
}

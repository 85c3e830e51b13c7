import type { SendOutcome } from '../outbox/send-to-whatsapp.ts'

/** WhatsApp’s word in an ack for "your account may not begin a conversation now" (Baileys: `SERVER_ERROR_CODES.MessageAccountRestriction`). */
export const accountRestricted = '463'

type Meaning = SendOutcome extends infer Outcome
  ? Outcome extends { outcome: 'sent' }
    ? never
    : Outcome extends { cause: string }
      ? Omit<Outcome, 'cause'>
      : never
  : never

/**
 * What the errors in WhatsApp’s acks mean for a message, as far as anybody has written it down; read on 2026-11-22 in Baileys 7.0.0-rc14
 * (`Utils/decode-wa-message`, `handleBadAck`), its issues #2441, #2688 and #2707 and pull request #2442, and whatsmeow’s issue #1197.
 */
const meanings: Record<string, Meaning> = {
  // The reach-out time lock, or no privacy token of this client: conversations that exist go on, new ones are refused. To try again counts as one more attempt and makes it longer.
  [accountRestricted]: { outcome: 'failed', reason: 'restrictedByWhatsApp' },
  // "smax-invalid": WhatsApp takes the stanza for malformed. The same one again is no better.
  '479': { outcome: 'failed', reason: 'refusedByWhatsApp' },
  // Too many at once: the number has to go slower.
  '429': { outcome: 'later', hold: 'pacing' },
  // Trouble of WhatsApp’s own: nothing was taken, and people are told that it has not answered.
  '500': { outcome: 'later', hold: 'noAnswer' },
  '503': { outcome: 'later', hold: 'noAnswer' },
}

/** What WhatsApp's refusal of a message means; pure. What nobody knows is a refusal: it is shown, never tried again in silence. */
export function outcomeOfRefusal(error: string): SendOutcome {
  const meaning: Meaning = meanings[error] ?? { outcome: 'failed', reason: 'refusedByWhatsApp' }
  return { ...meaning, cause: `WhatsApp refused it with error ${error}` }
}

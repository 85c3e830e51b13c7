import type { SendOutcome } from '../outbox/send-to-whatsapp.ts'

/** Errors in acks that pass by themselves: too many requests, server trouble. */
const passing: readonly string[] = ['429', '500', '503']

/** What WhatsApp's refusal of a message means; pure. 463: the account may not write to strangers now; 479: malformed for WhatsApp. */
export function outcomeOfRefusal(error: string): SendOutcome {
  const cause = `WhatsApp refused it with error ${error}`
  return passing.includes(error)
    ? { outcome: 'later', cause }
    : { outcome: 'failed', reason: 'refusedByWhatsApp', cause }
}

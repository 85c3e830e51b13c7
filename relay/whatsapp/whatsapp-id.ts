import { createHash } from 'node:crypto'
import type { MessageId } from '../../shared/ids.ts'

/** WhatsApp's id of a message of ours, always the same for the same message: a repeat is no second message to the client. */
export function whatsappIdOf(messageId: MessageId): string {
  const digest = createHash('sha256').update(messageId).digest('hex').toUpperCase()
  // The shape of WhatsApp Web's own ids: 3EB0 and 18 hex digits.
  return `3EB0${digest.slice(0, 18)}`
}

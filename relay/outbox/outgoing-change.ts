import type { MessageRow } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'
import type { ChangeRow, KeptChange } from '../store/outgoing-changes.ts'
import { addresseeOf } from './outgoing-message.ts'
import type { OutgoingChange, OutgoingChangeContent } from './send-to-whatsapp.ts'

/** A kept change as WhatsApp is to get it. @returns undefined when there is nobody to get it, or nothing to be changed. */
export async function outgoingChange(
  db: Reader,
  { change, channel_id: channelId, whatsapp_id: whatsappId }: ChangeRow,
  message: MessageRow,
): Promise<OutgoingChange | undefined> {
  const content = contentOf(change)
  const to = await addresseeOf(db, message)
  if (!content || !to || message.whatsapp_id === null) return undefined
  const target = { whatsappId: message.whatsapp_id, fromUs: message.origin !== 'client' }
  return { channelId, whatsappId, to, target, content }
}

function contentOf(change: KeptChange): OutgoingChangeContent | undefined {
  switch (change.type) {
    case 'edit':
    case 'delete':
      return change
    case 'reaction':
      return { type: 'reaction', emoji: change.emoji }
    case 'read':
      return undefined
    default:
      return change satisfies never
  }
}

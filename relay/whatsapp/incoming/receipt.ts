import type { ChannelId } from '../../../shared/ids.ts'
import type { IncomingReceipt } from '../../inbox/incoming-message.ts'
import { type ReceiptEnvelope, secondOf } from '../envelope.ts'
import { addresseeOf } from '../jid.ts'

/** WhatsApp's words for how far a message of ours has come; without one it was delivered. */
const stages = new Map<string, IncomingReceipt['stage']>([
  ['delivered', 'delivered'],
  ['inactive', 'delivered'],
  ['read', 'read'],
  ['played', 'played'],
])

/** How far messages of ours have come with a client; everything else that WhatsApp calls a receipt by its name. */
export function receiptIn(
  channelId: ChannelId,
  envelope: ReceiptEnvelope,
  arrivedOrder: number,
): { receipt: IncomingReceipt } | { ignored: string } {
  const type = envelope.type ?? 'delivered'
  const stage = stages.get(type)
  if (stage === undefined) return { ignored: `receipt.${type}` }
  // Only what another device of our own account tells names a recipient.
  if (envelope.recipient !== undefined) return { ignored: 'receipt.own' }
  const from = addresseeOf(envelope.from)
  if (from.kind === 'ignored') return { ignored: from.name }
  const at = secondOf(envelope) ?? Math.floor(arrivedOrder / 1000)
  return { receipt: { channelId, whatsappIds: [...new Set([envelope.id, ...envelope.ids])], stage, at } }
}

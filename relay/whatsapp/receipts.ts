import type { BaileysEventMap } from '@whiskeysockets/baileys'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { IncomingReceipt } from '../inbox/incoming-message.ts'

/** Baileys' numbers for how far a message of ours has come (proto WebMessageInfo.Status). 0 (error) and 2 (ack) come by `acks.ts`. */
const stageOfStatus: Record<number, IncomingReceipt['stage']> = { 3: 'delivered', 4: 'read', 5: 'played' }

/** The receipts in an event of Baileys', one for each stage and time. */
export function receiptsIn(
  channelId: ChannelId,
  updates: BaileysEventMap['messages.update'],
  now: Instant,
): IncomingReceipt[] {
  const receipts = new Map<string, IncomingReceipt>()
  for (const { key, update } of updates) {
    const stage = stageOfStatus[update.status ?? -1]
    if (!key.fromMe || !key.id || stage === undefined) continue
    const at = instantOf(update.messageTimestamp) ?? now
    const receipt = receipts.get(`${stage}|${at}`) ?? { channelId, whatsappIds: [], stage, at }
    receipt.whatsappIds.push(key.id)
    receipts.set(`${stage}|${at}`, receipt)
  }
  return [...receipts.values()]
}

function instantOf(seconds: number | { toNumber(): number } | null | undefined): Instant | undefined {
  const value = typeof seconds === 'object' ? seconds?.toNumber() : seconds
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value * 1000 : undefined
}

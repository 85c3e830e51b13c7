import type { ChannelId } from '../../shared/ids.ts'
import { outcomeOfRefusal } from './refusal.ts'
import { restrictionIn } from './restriction.ts'
import type { SessionListener } from './session.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

/** Hands on what a connection tells of messages of ours beside their receipts, which are arrivals: answers of WhatsApp's that nobody waits for any more. */
export function tellReceipts(
  channelId: ChannelId,
  { clock, log, onReceipt, onRestriction }: Pick<WhatsAppParts, 'clock' | 'log' | 'onReceipt' | 'onRestriction'>,
): Pick<SessionListener, 'onLateAck' | 'onTimeLock'> {
  const tell = (receipt: Parameters<typeof onReceipt>[0]) => {
    onReceipt(receipt).catch((err: unknown) => log.error({ channelId, err }, 'a receipt could not be stored'))
  }
  return {
    onTimeLock: (lock) => onRestriction?.(channelId, restrictionIn(lock, clock.now())),
    onLateAck: (whatsappId, refusal) => {
      const at = clock.now()
      const whatsappIds = [whatsappId]
      if (refusal === undefined) return tell({ channelId, whatsappIds, stage: 'sent', at })
      const outcome = outcomeOfRefusal(refusal)
      if (outcome.outcome === 'failed') tell({ channelId, whatsappIds, stage: 'failed', at, reason: outcome.reason })
    },
  }
}

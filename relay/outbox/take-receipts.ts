import type { IncomingReceipt } from '../inbox/incoming-message.ts'
import { messagesByWhatsappId } from '../store/messages.ts'
import type { Store } from '../store/open.ts'
import { endBadly } from './end-badly.ts'
import { leaveOutbox } from './hold-message.ts'
import { reachStage } from './reach-stage.ts'

/** Turns WhatsApp's receipts into stages. What was delivered has surely been sent, so it need not leave again. */
export const createTakeReceipt =
  (store: Store) =>
  (receipt: IncomingReceipt): Promise<void> =>
    store.write(async (tx) => {
      for (const message of await messagesByWhatsappId(tx, receipt.channelId, receipt.whatsappIds)) {
        const reason = receipt.reason === undefined ? {} : { reason: receipt.reason }
        const reached = { stage: receipt.stage, at: receipt.at, ...reason }
        if (reached.stage === 'failed') await endBadly(tx, message.id, reached)
        else {
          await leaveOutbox(tx, message.id, receipt.at)
          await reachStage(tx, message.id, reached)
        }
      }
    })

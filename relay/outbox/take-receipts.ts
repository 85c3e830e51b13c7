import type { IncomingReceipt } from '../inbox/incoming-message.ts'
import { messagesByWhatsappId } from '../store/messages.ts'
import type { Store } from '../store/open.ts'
import { removeFromOutbox } from '../store/outbox.ts'
import { reachStage } from './reach-stage.ts'

/** Turns WhatsApp's receipts into stages. What was delivered has surely been sent, so it need not leave again. */
export const createTakeReceipt =
  (store: Store) =>
  (receipt: IncomingReceipt): Promise<void> =>
    store.write(async (tx) => {
      for (const message of await messagesByWhatsappId(tx, receipt.channelId, receipt.whatsappIds)) {
        const reason = receipt.reason === undefined ? {} : { reason: receipt.reason }
        await reachStage(tx, message.id, { stage: receipt.stage, at: receipt.at, ...reason })
        await removeFromOutbox(tx, message.id)
      }
    })

import type { MessageId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { lockMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { endBadly } from './end-badly.ts'

/** Stops an employee's reply with a reason that he reads. What is approved or further is no longer stopped. */
export const createRefuseReply =
  (clock: Clock) =>
  async (tx: Writer, messageId: MessageId, reason: string): Promise<void> => {
    const message = await lockMessage(tx, messageId)
    if (message?.origin !== 'employee' || (message.stage !== 'accepted' && message.stage !== 'collected')) return
    await endBadly(tx, messageId, { stage: 'rejected', at: clock.now(), detail: reason })
  }

import type { MessageId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { lockMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { endBadly } from './end-badly.ts'

/** `alreadyRefused`: this is a repeat, and nothing has happened a second time; `tooLate`: it was approved before, or has ended otherwise. */
export type RefusalOutcome = 'refused' | 'alreadyRefused' | 'tooLate' | 'unknown'

/** Stops an employee's reply with a reason that he reads. What is approved or further is no longer stopped. */
export const createRefuseReply =
  (clock: Clock) =>
  async (tx: Writer, messageId: MessageId, reason: string): Promise<RefusalOutcome> => {
    const message = await lockMessage(tx, messageId)
    if (message?.origin !== 'employee') return 'unknown'
    if (message.stage === 'rejected') return 'alreadyRefused'
    if (message.stage !== 'accepted' && message.stage !== 'collected') return 'tooLate'
    await endBadly(tx, messageId, { stage: 'rejected', at: clock.now(), detail: reason })
    return 'refused'
  }

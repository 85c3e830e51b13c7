import type { Cursor, MessageId } from '../../shared/ids.ts'
import type { Approval, ApprovalOutcome } from '../outbox/approve-reply.ts'
import type { OwnOutgoing, OwnOutgoingOutcome } from '../outbox/send-from-onec.ts'
import type { Writer } from '../store/open.ts'

/**
 * What 1C's word does to the rest of the relay. The exchange decides what 1C has said; these do it, in the one transaction of the
 * packet. Each may be asked for again: a repeat changes nothing.
 */
export interface ExchangeEffects {
  /** 1C has applied the journal from `range.after` (not with it) to `range.upTo` (with it): replies told of there and still `accepted` become `collected`. */
  collect(tx: Writer, range: { after: Cursor; upTo: Cursor }): Promise<void>

  /** 1C lets an employee's reply go, perhaps with another text: it becomes `approved` and enters the outbox. */
  approve(tx: Writer, approval: Approval): Promise<ApprovalOutcome>

  /** 1C stops an employee's reply: it becomes `rejected` with the reason. Nothing happens to a reply that is unknown, or `approved` or further. */
  refuse(tx: Writer, messageId: MessageId, reason: string): Promise<void>

  /** 1C sends on its own: a message of origin `onec` with the id `outgoingId`, `approved` at once, enters the outbox. */
  sendFromOnec(tx: Writer, outgoing: OwnOutgoing): Promise<OwnOutgoingOutcome>
}

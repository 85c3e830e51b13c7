import type { BaseId, Cursor, MessageId } from '../../shared/ids.ts'
import type { NoteFromOnec, NoteOutcome } from '../inbox/notes.ts'
import type { Approval, ApprovalOutcome } from '../outbox/approve-reply.ts'
import type { RefusalOutcome } from '../outbox/refuse-reply.ts'
import type { OwnOutgoing, OwnOutgoingOutcome } from '../outbox/send-from-onec.ts'
import type { IsIts } from '../store/bases.ts'
import type { Writer } from '../store/open.ts'

/**
 * What 1C's word does to the rest of the relay. The exchange decides what 1C has said; these do it, in the one transaction of the
 * packet. Each may be asked for again: a repeat changes nothing.
 */
export interface ExchangeEffects {
  /** A base has applied the journal from `range.after` (not with it) to `range.upTo` (with it): replies of its numbers told of there and still `accepted` become `collected`. */
  collect(tx: Writer, range: { after: Cursor; upTo: Cursor }, isIts: IsIts): Promise<void>

  /** 1C lets an employee's reply go, perhaps with another text: it becomes `approved` and enters the outbox. */
  approve(tx: Writer, approval: Approval): Promise<ApprovalOutcome>

  /** 1C stops an employee's reply, or will not make a task: it is `rejected`, the task's note refused, with the reason. Nothing happens to a reply that is unknown, or `approved` or further. */
  refuse(tx: Writer, messageId: MessageId, reason: string): Promise<RefusalOutcome>

  /** 1C sends on its own: a message of origin `onec` with the id `outgoingId`, `approved` at once, enters the outbox. To a phone it leaves from a number of that base. */
  sendFromOnec(tx: Writer, outgoing: OwnOutgoing, isIts: IsIts): Promise<OwnOutgoingOutcome>

  /** A comment that the client never sees, as 1C's answer to a task request or of its own accord. */
  note(tx: Writer, base: BaseId, note: NoteFromOnec): Promise<NoteOutcome>
}

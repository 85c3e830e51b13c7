import type { ReadonlySignal } from '@preact/signals'
import type { EmployeeId, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { AskedCode } from '../background/inbox-service.ts'
import type { DraftFileRow, OutboxRow, ReplyPart } from '../database/database.ts'
import type { CannotSend, SentAs } from './send-reply.ts'
import type { TakenBack } from './take-back.ts'

/** What an employee writes in one conversation: a reply, a hidden note, or other words for a message that has left. */
export interface ComposerState {
  /** What stands in the box. */
  text: ReadonlySignal<string>
  /** They leave with the next reply; as a sticker or a GIF where their row says so. */
  files: ReadonlySignal<readonly DraftFileRow[]>
  /** Names of what the relay would not take, since it is too large; gone with the next choice. */
  tooLarge: ReadonlySignal<readonly string[]>
  whyNot: ReadonlySignal<CannotSend | undefined>
  /** The profile's disk did not take the reply; the text is back in its place. */
  notStored: ReadonlySignal<boolean>
  /** What the next reply answers. */
  quoted: ReadonlySignal<Message | undefined>
  /** The box belongs to a hidden note. Its words and those of the reply are two texts: no switch makes one of the other. */
  noteMode: ReadonlySignal<boolean>
  /** The message of ours whose text stands in the box now; the draft waits aside. */
  edited: ReadonlySignal<MessageId | undefined>
  /** Why the relay did not take the new text. */
  editRefused: ReadonlySignal<AskedCode | undefined>
  restored: Promise<void>
  /** Where the next key goes, as it was kept. */
  caret(): number
  type(text: string, caret?: number): Promise<void>
  /** Puts a text below what is there already, so that nothing typed is lost. */
  append(text: string): Promise<void>
  attach(files: Iterable<File>, as?: SentAs): Promise<void>
  /** `undefined`: as what it is by itself. */
  sendAs(file: DraftFileRow, as: SentAs | undefined): Promise<void>
  detach(file: DraftFileRow): Promise<void>
  quote(message: Message | undefined): void
  edit(message: Message): void
  /** Back to the draft. */
  stopEditing(): void
  switchNoteMode(on: boolean): void
  /** A colleague was chosen from the list after an @. */
  mention(employeeId: EmployeeId): void
  /** A reply or a note; while a message is edited, its new text. */
  send(): Promise<void>
  /** Sends a place, cards, a poll or a document at once; what stands in the box stays there. @param form in which it was put together: it ends with that. @returns whether it was stored. */
  sendPart(part: ReplyPart & { text?: string }, form: MessageId): Promise<boolean>
  /** What the relay would not have comes back into the box, with its file, and is out of the outbox at once. */
  takeBack(row: OutboxRow): Promise<TakenBack>
  /** Its sending ends: its words come back, its file goes, and the relay keeps nothing of it. */
  cancel(row: OutboxRow): Promise<TakenBack>
  /** Writes the draft once more, with the caret where it is. */
  flush(caret?: number): Promise<void>
  /** The page is being closed: what is not on the disk yet is given to the background, which outlives it. */
  leave(): void
  stop(): void
}

import type { ToldEvent } from '../../shared/events.ts'
import type { ConversationId, Cursor, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Stage } from '../../shared/stage.ts'

/** What somebody who reads the journal from its beginning knows: each message with its place in it. */
export class ToldByTheJournal {
  readonly messages = new Map<MessageId, { firstSeq: Cursor; message: Message }>()
  readonly stages = new Map<MessageId, Stage>()
  readonly phones = new Map<ConversationId, string>()
  /** Numbers of events that came out of turn or twice; there should be none. */
  readonly outOfTurn: Cursor[] = []
  cursor: Cursor = 0

  take(event: ToldEvent): void {
    if (event.seq <= this.cursor) this.outOfTurn.push(event.seq)
    this.cursor = Math.max(this.cursor, event.seq)
    if (event.type === 'stage') this.stages.set(event.messageId, event.stage.stage)
    if (event.type !== 'message') return
    const { message, conversation } = event
    const firstSeq = this.messages.get(message.id)?.firstSeq ?? event.seq
    this.messages.set(message.id, { firstSeq, message })
    const stage = message.stages.at(-1)?.stage
    if (stage) this.stages.set(message.id, stage)
    if (conversation.contact.phone) this.phones.set(conversation.id, conversation.contact.phone)
  }
}

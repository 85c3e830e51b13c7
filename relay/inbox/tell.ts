import type { Conversation } from '../../shared/conversation.ts'
import type { JoinedEvent, MessageEvent } from '../../shared/events.ts'
import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { StageReached } from '../../shared/stage.ts'
import { type ConversationRow, saveConversation, showConversation } from '../store/conversations.ts'
import { appendToJournal, nextSeq } from '../store/journal.ts'
import { showMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'

/**
 * Saves a conversation's change and writes it, with its message if there is one, into the journal, under one number.
 * Readers are woken by the commit.
 */
export async function tellOfMessage(
  tx: Writer,
  change: {
    messageId: MessageId
    conversation: ConversationRow
    at: Instant
    first: boolean
    /** With `first: false`: what has changed. */
    change?: MessageEvent['change']
  },
): Promise<Message> {
  const message = await showMessage(tx, change.messageId)
  if (!message) throw new Error(`Message ${change.messageId} is told of before it is stored.`)
  const { seq, conversation } = await renumber(tx, change.conversation)
  const what = change.change === undefined ? {} : { change: change.change }
  await appendToJournal(tx, {
    type: 'message',
    seq,
    at: change.at,
    message,
    conversation,
    first: change.first,
    ...what,
  })
  return message
}

/** The same for a change of the conversation alone. */
export async function tellOfConversation(tx: Writer, row: ConversationRow, at: Instant): Promise<void> {
  const { seq, conversation } = await renumber(tx, row)
  await appendToJournal(tx, { type: 'conversation', seq, at, conversation })
}

/** Saves a conversation to which another one, or its contact, has been joined. `dropped`: messages that both had, under the ids that are gone. */
export async function tellOfJoined(
  tx: Writer,
  join: { from: JoinedEvent['from']; conversation: ConversationRow; at: Instant; dropped?: MessageId[] },
): Promise<void> {
  const { from, at, dropped = [] } = join
  const { seq, conversation } = await renumber(tx, join.conversation)
  const gone = dropped.length > 0 ? { dropped } : {}
  await appendToJournal(tx, { type: 'joined', seq, at, from, conversation, ...gone })
}

/** Writes a stage that a message of ours has reached into the journal. */
export async function tellOfStage(
  tx: Writer,
  message: { id: MessageId; conversationId: ConversationId; origin: Message['origin'] },
  stage: StageReached,
): Promise<void> {
  const seq = await nextSeq(tx)
  const { id: messageId, conversationId, origin } = message
  await appendToJournal(tx, { type: 'stage', seq, at: stage.at, messageId, conversationId, stage, origin })
}

async function renumber(tx: Writer, row: ConversationRow): Promise<{ seq: number; conversation: Conversation }> {
  const seq = await nextSeq(tx)
  await saveConversation(tx, { ...row, revision: seq })
  const conversation = await showConversation(tx, row.id)
  if (!conversation) throw new Error(`Conversation ${row.id} is told of before it is stored.`)
  return { seq, conversation }
}

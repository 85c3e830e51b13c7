import type { MessagesPage } from '../../shared/answers.ts'
import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, MessageId } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { lastMessages, type MessageRow, messageById, messagesAfter, showMessage } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'
import { seenConversation } from './who-sees.ts'

/** Which part of a conversation is wanted: its end, or what stands before a message, after it, or around it. */
export type WantedPart = { at: 'end' } | { at: 'before' | 'after' | 'around'; anchor: MessageId }

/** A part of a conversation, for somebody who may see it. @throws Refused `notFound` */
export async function messagesFor(
  db: Reader,
  employee: Employee,
  asked: ConversationId,
  { limit, part }: { limit: number; part: WantedPart },
): Promise<MessagesPage> {
  // Under an id that was joined with another it stands under that other.
  const { id } = await seenConversation(db, employee, asked)
  const page = await pageOf(db, id, limit, part)
  // Somebody may have taken it meanwhile, and what he writes there is not for everybody.
  await seenConversation(db, employee, id)
  return page
}

async function pageOf(db: Reader, id: ConversationId, limit: number, part: WantedPart): Promise<MessagesPage> {
  switch (part.at) {
    case 'end':
      return await before(db, id, limit)
    case 'before':
      return await before(db, id, limit, part.anchor)
    case 'after':
      return await after(db, await messageOf(db, id, part.anchor), limit)
    case 'around':
      return await around(db, await messageOf(db, id, part.anchor), limit)
    default:
      return part satisfies never
  }
}

async function before(db: Reader, id: ConversationId, limit: number, anchor?: MessageId): Promise<MessagesPage> {
  const messages = await lastMessages(db, id, limit + 1, anchor)
  return { messages: messages.slice(-limit), more: messages.length > limit }
}

async function after(db: Reader, anchor: MessageRow, limit: number): Promise<MessagesPage> {
  const messages = await messagesAfter(db, anchor, limit + 1)
  return { messages: messages.slice(0, limit), more: true, newer: messages.length > limit }
}

/** The message itself, and half of what goes on a page on either side. */
async function around(db: Reader, anchor: MessageRow, limit: number): Promise<MessagesPage> {
  const half = Math.ceil(limit / 2)
  const [above, below] = [await before(db, anchor.conversation_id, half, anchor.id), await after(db, anchor, half)]
  const itself = await showMessage(db, anchor.id)
  return {
    messages: [...above.messages, ...(itself ? [itself] : []), ...below.messages],
    more: above.more,
    newer: below.newer,
  }
}

async function messageOf(db: Reader, id: ConversationId, messageId: MessageId): Promise<MessageRow> {
  const row = await messageById(db, messageId)
  if (row?.conversation_id !== id) throw new Refused('notFound', 'There is no such message in this conversation.')
  return row
}

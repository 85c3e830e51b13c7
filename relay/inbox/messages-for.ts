import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { lastMessages } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'
import { seenConversation } from './who-sees.ts'

/** The end of a conversation, or what stands before a message of it, for somebody who may see it. @throws Refused `notFound` */
export async function messagesFor(
  db: Reader,
  employee: Employee,
  asked: ConversationId,
  { limit, before }: { limit: number; before: MessageId | undefined },
): Promise<{ messages: Message[]; more: boolean }> {
  // Under an id that was joined with another it stands under that other.
  const { id } = await seenConversation(db, employee, asked)
  const messages = await lastMessages(db, id, limit + 1, before)
  // Somebody may have taken it meanwhile, and what he writes there is not for everybody.
  await seenConversation(db, employee, id)
  return { messages: messages.slice(-limit), more: messages.length > limit }
}

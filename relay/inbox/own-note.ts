import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, MessageId } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { type MessageRow, messageById } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'

/** The note that he has written under this id already; undefined for a new id. @throws Refused `conflict` when the id is something else's */
export async function noteOfHis(
  db: Reader,
  { id: author }: Pick<Employee, 'id'>,
  id: MessageId,
  conversation: ConversationId,
): Promise<MessageRow | undefined> {
  const known = await messageById(db, id)
  if (!known) return undefined
  if (known.kind !== 'note' || known.author_id !== author || known.conversation_id !== conversation)
    throw new Refused('conflict', 'Another message has this id already.')
  return known
}

import { type Employee, has } from '../../shared/employee.ts'
import type { ConversationId, EmployeeId, FileId } from '../../shared/ids.ts'
import type { ConversationRow } from './conversations.ts'
import type { Reader } from './open.ts'
import { seenByHim } from './sight-column.ts'

/** What decides who may see a conversation, as it stands in its row. */
export type WatchedRow = Pick<ConversationRow, 'state' | 'owner_id' | 'observers' | 'escalation'>

const watched = [
  'conversations.state',
  'conversations.owner_id',
  'conversations.observers',
  'conversations.escalation',
] as const

/** The conversations in whose messages a file stands, and who has uploaded it, when an employee has. */
export async function conversationsOfFile(
  db: Reader,
  id: FileId,
): Promise<{ rows: WatchedRow[]; uploaderId: EmployeeId | undefined }> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(watched)
    .distinct()
    .where('messages.file_id', '=', id)
    .execute()
  const file = await db.selectFrom('files').select('uploaded_by').where('id', '=', id).executeTakeFirst()
  return { rows, uploaderId: file?.uploaded_by ?? undefined }
}

/** Those of these conversations that an employee may see at this moment. */
export async function seenAmong(
  db: Reader,
  employee: Employee,
  ids: readonly ConversationId[],
): Promise<ReadonlySet<ConversationId>> {
  if (ids.length === 0 || has(employee, 'supervise')) return new Set(ids)
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('id', 'in', ids)
    .where(seenByHim(employee.id))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

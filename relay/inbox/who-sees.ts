import type { Employee } from '../../shared/employee.ts'
import type { ConversationId, FileId } from '../../shared/ids.ts'
import { sees } from '../../shared/sight.ts'
import { Refused } from '../refused.ts'
import { type ConversationRow, conversationById } from '../store/conversations.ts'
import type { Reader } from '../store/open.ts'
import { watchedOf } from '../store/sight-column.ts'
import { conversationsOfFile } from '../store/sight-of.ts'

/** Whether an employee may see a conversation as it stands in this row. The rule itself: `shared/sight.ts`. */
export const seesRow = (
  employee: Employee,
  row: Pick<ConversationRow, 'state' | 'owner_id' | 'observers' | 'escalation'>,
): boolean => sees(employee, watchedOf(row))

/** What somebody may not see is answered as if it were not there. @throws Refused `notFound` */
export function refuseUnseen<Row extends ConversationRow>(
  employee: Employee,
  row: Row | undefined,
  what: 'conversation' | 'message' = 'conversation',
): asserts row is Row {
  if (!row || !seesRow(employee, row)) throw new Refused('notFound', `There is no such ${what}.`)
}

/** The conversation, if he may see it; an id that was joined with another gives that other. @throws Refused `notFound` */
export async function seenConversation(db: Reader, employee: Employee, id: ConversationId): Promise<ConversationRow> {
  const row = await conversationById(db, id)
  refuseUnseen(employee, row)
  return row
}

/** Whether he may have a file: it stands in a conversation that he sees. What was uploaded and stands in none yet is his who has uploaded it. */
export async function mayHaveFile(db: Reader, employee: Employee, id: FileId): Promise<boolean> {
  const { rows, uploaderId } = await conversationsOfFile(db, id)
  return rows.some((row) => seesRow(employee, row)) || (rows.length === 0 && uploaderId === employee.id)
}

import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import { waitsFor } from '../../shared/sight.ts'
import type { ConversationRow, InboxDatabase } from './database.ts'

export const conversationRow = (conversation: Conversation, employee: Employee | undefined): ConversationRow => ({
  ...conversation,
  waitsForMe: employee !== undefined && waitsFor(employee, conversation) ? 1 : 0,
})

/** After the employee's rights or place in the queue have changed. Runs in the caller's transaction. */
export const judgeAllAnew = (database: InboxDatabase, employee: Employee): Promise<number> =>
  database.conversations
    .filter((row) => conversationRow(row, employee).waitsForMe !== row.waitsForMe)
    .modify((row) => {
      row.waitsForMe = conversationRow(row, employee).waitsForMe
    })

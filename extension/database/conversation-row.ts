import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import { waitsFor } from '../../shared/sight.ts'
import type { ConversationRow } from './rows.ts'
import type { Tables } from './store.ts'

export const conversationRow = (conversation: Conversation, employee: Employee | undefined): ConversationRow => ({
  ...conversation,
  waitsForMe: employee !== undefined && waitsFor(employee, conversation) ? 1 : 0,
})

/** After the employee's rights or place in the queue have changed. Runs in the caller's transaction. */
export async function judgeAllAnew(
  { conversations }: Pick<Tables, 'conversations'>,
  employee: Employee,
): Promise<void> {
  for (const row of await conversations.toArray()) {
    const judged = conversationRow(row, employee)
    if (judged.waitsForMe !== row.waitsForMe) await conversations.put(judged)
  }
}

import type { EmployeeId } from '../../shared/ids.ts'
import type { QuickReply } from '../../shared/inbox-commands.ts'
import type { Reader, Writer } from './open.ts'

/** An employee's own quick replies, in their order. */
export async function quickRepliesOf(db: Reader, employee: EmployeeId): Promise<QuickReply[]> {
  return await db
    .selectFrom('quick_replies')
    .select(['id', 'name', 'text'])
    .where('employee_id', '=', employee)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Puts these in the place of all that he has. Of one id that stands there twice the later one counts. */
export async function keepQuickReplies(
  tx: Writer,
  employee: EmployeeId,
  replies: readonly QuickReply[],
): Promise<void> {
  await tx.deleteFrom('quick_replies').where('employee_id', '=', employee).execute()
  for (const [position, { id, name, text }] of replies.entries())
    await tx
      .insertInto('quick_replies')
      .values({ employee_id: employee, id, position, name, text })
      .onConflict((c) => c.columns(['employee_id', 'id']).doUpdateSet({ position, name, text }))
      .execute()
}

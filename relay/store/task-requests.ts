import type { Insertable } from 'kysely'
import type { Instant, MessageId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

/** Tasks that employees have asked 1C to make. */
export type TaskRequestRow = Tables['task_requests']

export async function insertTaskRequest(tx: Writer, row: Insertable<TaskRequestRow>): Promise<void> {
  await tx.insertInto('task_requests').values(row).execute()
}

export async function taskRequestById(db: Reader, id: MessageId): Promise<TaskRequestRow | undefined> {
  return await db.selectFrom('task_requests').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function noteTaskAnswered(tx: Writer, id: MessageId, at: Instant): Promise<void> {
  await tx.updateTable('task_requests').set({ answered_at: at }).where('id', '=', id).execute()
}

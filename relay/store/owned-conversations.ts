import type { EmployeeId } from '../../shared/ids.ts'
import { partsOf } from './employees.ts'
import { withOnec } from './onec-knows.ts'
import type { Writer } from './open.ts'
import { type ShownRow, withContact } from './shown-conversations.ts'

/** What these employees have in work, as it is shown, the longest untouched first; locked until the transaction ends. */
export async function lockWorkOf(tx: Writer, owners: readonly EmployeeId[]): Promise<ShownRow[]> {
  const rows: ShownRow[] = []
  for (const part of partsOf(owners)) {
    await tx
      .updateTable('conversations')
      .set((e) => ({ id: e.ref('id') }))
      .where('owner_id', 'in', part)
      .execute()
    const work = withContact(tx).where('conversations.owner_id', 'in', part).where('conversations.state', '=', 'inWork')
    rows.push(...(await withOnec(tx, await work.orderBy('last_message_at').execute())))
  }
  return rows
}

/** No conversation, of whatever state, names these employees as its owner any more. */
export async function forgetOwners(tx: Writer, owners: readonly EmployeeId[]): Promise<void> {
  for (const part of partsOf(owners))
    await tx.updateTable('conversations').set({ owner_id: null }).where('owner_id', 'in', part).execute()
}

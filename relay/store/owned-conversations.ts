import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import { partsOf } from './employees.ts'
import { withOnec } from './onec-knows.ts'
import type { Writer } from './open.ts'
import { type ShownRow, withContact } from './shown-conversations.ts'
import { everyone, idsIn } from './sight-column.ts'

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
    await tx
      .updateTable('conversations')
      // What is nobody's may be seen by everybody.
      .set({ owner_id: null, seen_by: everyone })
      .where('owner_id', 'in', part)
      .execute()
}

/** Every conversation that one of these employees observes, as it is shown, locked until the transaction ends. */
export async function lockObservedBy(tx: Writer, observers: readonly EmployeeId[]): Promise<ShownRow[]> {
  const leaving = new Set(observers)
  // Few conversations have observers at all, and whoever loses his access may be one of thousands.
  const observed = await tx
    .selectFrom('conversations')
    .select(['id', 'observers'])
    .where('observers', '!=', '')
    .execute()
  const theirs = observed.filter((row) => idsIn(row.observers).some((id) => leaving.has(id))).map(({ id }) => id)
  return await lockShown(tx, theirs)
}

/** The conversations that wait for the members of groups that are no more, as they are shown, locked until the transaction ends. */
export async function lockWithoutGroup(tx: Writer): Promise<ShownRow[]> {
  const orphans = await tx
    .selectFrom('conversations')
    .select('id')
    .where('group_id', 'is not', null)
    .where('group_id', 'not in', tx.selectFrom('employee_groups').select('id'))
    .execute()
  return await lockShown(
    tx,
    orphans.map(({ id }) => id),
  )
}

async function lockShown(tx: Writer, ids: readonly ConversationId[]): Promise<ShownRow[]> {
  const rows: ShownRow[] = []
  for (const part of partsOf(ids)) {
    await tx
      .updateTable('conversations')
      .set((e) => ({ id: e.ref('id') }))
      .where('id', 'in', part)
      .execute()
    rows.push(...(await withOnec(tx, await withContact(tx).where('conversations.id', 'in', part).execute())))
  }
  return rows
}

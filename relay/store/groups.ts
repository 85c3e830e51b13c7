import type { EmployeeId, GroupId } from '../../shared/ids.ts'
import type { Group } from '../../shared/inbox-settings.ts'
import { noteRightsChanged, type Reader, type Writer } from './open.ts'

/** All groups with their members, in their order. */
export async function allGroups(db: Reader): Promise<Group[]> {
  const groups = await db.selectFrom('employee_groups').selectAll().orderBy('position').execute()
  const members = await db.selectFrom('group_members').selectAll().orderBy('employee_id').execute()
  return groups.map(({ id, name }) => ({
    id,
    name,
    members: members.flatMap(({ group_id, employee_id }) => (group_id === id ? [employee_id] : [])),
  }))
}

/** Of which groups each of these employees is a member. */
export async function groupsOf(db: Reader, id?: EmployeeId): Promise<Map<EmployeeId, GroupId[]>> {
  let query = db.selectFrom('group_members').selectAll().orderBy('group_id')
  if (id !== undefined) query = query.where('employee_id', '=', id)
  const groups = new Map<EmployeeId, GroupId[]>()
  for (const { employee_id, group_id } of await query.execute())
    groups.set(employee_id, [...(groups.get(employee_id) ?? []), group_id])
  return groups
}

/** A group, locked until the transaction ends: nobody removes it meanwhile. */
export async function lockGroup(tx: Writer, id: GroupId): Promise<{ id: GroupId; name: string } | undefined> {
  return await tx
    .updateTable('employee_groups')
    .set((e) => ({ id: e.ref('id') }))
    .where('id', '=', id)
    .returning(['id', 'name'])
    .executeTakeFirst()
}

/** Puts these groups in the place of all that there are. Those that stay are changed where they stand, so that whoever has locked one keeps it. */
export async function replaceGroups(tx: Writer, groups: readonly Group[]): Promise<void> {
  await forgetGroupsBut(
    tx,
    groups.map(({ id }) => id),
  )
  for (const [position, { id, name, members }] of groups.entries()) {
    await tx
      .insertInto('employee_groups')
      .values({ id, name, position })
      .onConflict((c) => c.column('id').doUpdateSet({ name, position }))
      .execute()
    await tx.deleteFrom('group_members').where('group_id', '=', id).execute()
    if (members.length > 0) await addMembers(tx, id, members)
  }
  noteRightsChanged(tx)
}

async function forgetGroupsBut(tx: Writer, staying: readonly GroupId[]): Promise<void> {
  const gone = (await tx.selectFrom('employee_groups').select('id').execute())
    .map(({ id }) => id)
    .filter((id) => !staying.includes(id))
  if (gone.length === 0) return
  await tx.deleteFrom('employee_groups').where('id', 'in', gone).execute()
  await tx.deleteFrom('group_members').where('group_id', 'in', gone).execute()
}

async function addMembers(tx: Writer, id: GroupId, members: readonly EmployeeId[]): Promise<void> {
  await tx
    .insertInto('group_members')
    .values([...new Set(members)].map((employee_id) => ({ group_id: id, employee_id })))
    .onConflict((c) => c.doNothing())
    .execute()
}

/** They are told of no group's conversations any more. */
export async function leaveGroups(tx: Writer, ids: readonly EmployeeId[]): Promise<void> {
  if (ids.length === 0) return
  const { numDeletedRows } = await tx
    .deleteFrom('group_members')
    .where('employee_id', 'in', ids)
    .executeTakeFirstOrThrow()
  if (numDeletedRows > 0n) noteRightsChanged(tx)
}

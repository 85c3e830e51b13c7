import type { EmployeeRow } from '../../shared/answers.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { BaseId, EmployeeId, Instant } from '../../shared/ids.ts'
import { askForUsersAgain, type BadUser, keepBadUsers } from '../store/bad-users.ts'
import { noteUsersRefused, noteUsersTaken } from '../store/bases.ts'
import { listEmployees, noteSightChanged, putEmployees } from '../store/employees.ts'
import type { Writer } from '../store/open.ts'
import { afterSnapshot, type Person, type SnapshotChange } from './after-snapshot.ts'
import { revoke, takeWorkAway } from './revoke.ts'

/** A base's full snapshot of the people who may work with the messenger, as far as it could be read. */
export interface Snapshot {
  revision: string
  people: readonly Person[]
  unreadable: readonly BadUser[]
}

/** Makes the employees of a base what its snapshot says, in the transaction of the packet. A repeat changes nothing. */
export async function takeSnapshot(tx: Writer, base: BaseId, snapshot: Snapshot, at: Instant): Promise<void> {
  const { revision, people, unreadable } = snapshot
  const unread = new Set(unreadable.flatMap(({ userId }) => userId ?? []))
  const before = await listEmployees(tx)
  const change = afterSnapshot(base, before, people, unread)
  if (change === 'nobodyLeft') return await noteUsersRefused(tx, base, revision)
  await putEmployees(tx, change.put, at)
  await takeWorkAway(tx, change.silenced, at)
  await revoke(tx, change.leave, { at, because: 'notInOnec' })
  await revoke(tx, change.invited, { at, because: 'onecDecides' })
  await keepBadUsers(tx, base, [...unreadable, ...change.notTaken.map(badUser)], at)
  await askForUsersAgain(tx, change.leave)
  await noteUsersTaken(tx, base, revision)
  await noteSightChanged(tx, whoseSightChanges(before, change.put))
}

const whoseSightChanges = (before: readonly EmployeeRow[], after: readonly Employee[]): EmployeeId[] => {
  const supervised = new Map(before.map(({ employee }) => [employee.id, has(employee, 'supervise')]))
  return after.filter((each) => (supervised.get(each.id) ?? false) !== has(each, 'supervise')).map(({ id }) => id)
}

const badUser = ({ person, fault }: SnapshotChange['notTaken'][number]): BadUser => ({
  position: person.position,
  userId: person.employee.id,
  name: person.employee.name,
  fault,
})

/** The base was unlinked: nobody vouches for its people any more. */
export async function dismissEmployeesOf(tx: Writer, base: BaseId, at: Instant): Promise<void> {
  const theirs = (await listEmployees(tx)).filter(
    ({ employee, revokedAt }) => employee.baseId === base && revokedAt === undefined,
  )
  const ids: EmployeeId[] = theirs.map(({ employee }) => employee.id)
  await revoke(tx, ids, { at, because: 'baseRemoved' })
  await keepBadUsers(tx, base, [], at)
  await askForUsersAgain(tx, ids)
}

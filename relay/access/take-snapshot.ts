import type { BaseId, EmployeeId, Instant } from '../../shared/ids.ts'
import { askForUsersAgain, type BadUser, keepBadUsers } from '../store/bad-users.ts'
import { noteUsersRefused, noteUsersTaken } from '../store/bases.ts'
import { listEmployees, putEmployees } from '../store/employees.ts'
import type { Writer } from '../store/open.ts'
import { afterSnapshot, type Person, type SnapshotChange } from './after-snapshot.ts'
import { revoke } from './revoke.ts'

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
  const change = afterSnapshot(base, await listEmployees(tx), people, unread)
  if (change === 'nobodyLeft') return await noteUsersRefused(tx, base, revision)
  await putEmployees(tx, change.put, at)
  await revoke(tx, change.leave, { at, because: 'notInOnec' })
  await revoke(tx, change.invited, { at, because: 'onecDecides' })
  await keepBadUsers(tx, base, [...unreadable, ...change.notTaken.map(badUser)], at)
  await askForUsersAgain(tx, change.leave)
  await noteUsersTaken(tx, base, revision)
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

import type { EmployeeRow } from '../../shared/answers.ts'
import { type BadUserFault, type Employee, has } from '../../shared/employee.ts'
import type { BaseId, EmployeeId } from '../../shared/ids.ts'

/** Somebody of a 1C snapshot. `mayRead`: he is active there and has the right to read; without it he has no access at all. */
export interface Person {
  /** His place in the snapshot. */
  position: number
  employee: Employee & { baseId: BaseId }
  mayRead: boolean
}

/** What a snapshot does to the employees. */
export interface SnapshotChange {
  /** New, changed, or back again: all that is kept of them is written anew. */
  put: Employee[]
  /** Of those who are written anew: they may not answer clients any more. */
  silenced: EmployeeId[]
  /** They have lost their access: gone from the snapshot, or not allowed to read any more. */
  leave: EmployeeId[]
  /** Invited here without the administrator's right: from now on 1C decides who works with the messenger. */
  invited: EmployeeId[]
  notTaken: { person: Person; fault: BadUserFault }[]
}

/**
 * What a base's full snapshot changes. Pure. An empty one, or one in which nobody may read, is not believed: an access group that was renamed or emptied
 * by mistake must not throw the whole office out at once.
 * @param known everybody the relay knows, also those whose access was taken away. @param unread ids that stand in the snapshot beside something
 * that could not be read: they stay as they are.
 */
export function afterSnapshot(
  base: BaseId,
  known: readonly EmployeeRow[],
  people: readonly Person[],
  unread: ReadonlySet<EmployeeId>,
): SnapshotChange | 'nobodyLeft' {
  const rows = new Map(known.map((row) => [row.employee.id, row]))
  const notTaken: SnapshotChange['notTaken'] = []
  const taken = new Map<EmployeeId, Person>()
  for (const person of people) {
    const fault = faultOf(base, person, taken, rows)
    if (fault === undefined) taken.set(person.employee.id, person)
    else notTaken.push({ person, fault })
  }
  const readers = [...taken.values()].filter(({ mayRead }) => mayRead)
  if (readers.length === 0) return 'nobodyLeft'
  const staying = new Set([...readers.map(({ employee }) => employee.id), ...unread])
  const alive = known.filter(({ revokedAt }) => revokedAt === undefined).map(({ employee }) => employee)
  const put = readers.map(({ employee }) => employee).filter((employee) => !stands(rows.get(employee.id), employee))
  const answering = new Set(alive.filter((employee) => has(employee, 'reply')).map(({ id }) => id))
  return {
    put,
    silenced: put.filter((employee) => !has(employee, 'reply') && answering.has(employee.id)).map(({ id }) => id),
    leave: alive.filter(({ id, baseId }) => baseId === base && !staying.has(id)).map(({ id }) => id),
    invited: alive.filter((employee) => employee.baseId === undefined && !has(employee, 'admin')).map(({ id }) => id),
    notTaken,
  }
}

function faultOf(
  base: BaseId,
  { employee }: Person,
  taken: ReadonlyMap<EmployeeId, Person>,
  rows: ReadonlyMap<EmployeeId, EmployeeRow>,
): BadUserFault | undefined {
  if (taken.has(employee.id)) return 'twice'
  const row = rows.get(employee.id)
  return row && row.revokedAt === undefined && row.employee.baseId !== base ? 'otherBase' : undefined
}

const stands = (row: EmployeeRow | undefined, employee: Employee): boolean =>
  row !== undefined && row.revokedAt === undefined && sameAs(row.employee, employee)

const sameAs = (one: Employee, other: Employee): boolean =>
  one.name === other.name &&
  one.login === other.login &&
  one.inQueue === other.inQueue &&
  one.baseId === other.baseId &&
  [...one.rights].sort().join() === [...other.rights].sort().join()

import type { Insertable, Selectable } from 'kysely'
import * as v from 'valibot'
import type { EmployeeRow } from '../../shared/answers.ts'
import { type Employee, type RevokedBecause, rightSchema } from '../../shared/employee.ts'
import type { BaseId, Cursor, EmployeeId, GroupId, Instant } from '../../shared/ids.ts'
import { groupsOf } from './groups.ts'
import { nextSeq } from './journal.ts'
import { noteOfficeChanged, noteRightsChanged, type Reader, type Writer } from './open.ts'
import type { Tables } from './tables.ts'

export async function insertEmployee(tx: Writer, employee: Employee, now: Instant): Promise<void> {
  await tx.insertInto('employees').values(columnsOf(employee, now)).execute()
  noteOfficeChanged(tx)
}

/** No statement has more rows than this: both engines limit how many values one may carry. */
const rowsPerStatement = 1000

/** Those who are there already get all of it anew and are alive again; who has come in before stays known. */
export async function putEmployees(tx: Writer, employees: readonly Employee[], now: Instant): Promise<void> {
  for (const part of partsOf(employees)) {
    await tx
      .insertInto('employees')
      .values(part.map((employee) => columnsOf(employee, now)))
      .onConflict((c) =>
        c.column('id').doUpdateSet((e) => ({
          name: e.ref('excluded.name'),
          rights: e.ref('excluded.rights'),
          in_queue: e.ref('excluded.in_queue'),
          base_id: e.ref('excluded.base_id'),
          login: e.ref('excluded.login'),
          revoked_at: null,
          revoked_because: null,
        })),
      )
      .execute()
    noteRightsChanged(tx)
  }
}

/** An employee whose access was not taken away. */
export async function employeeById(db: Reader, id: EmployeeId): Promise<Employee | undefined> {
  const row = await db
    .selectFrom('employees')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && show(row, await groupsOf(db, id))
}

/** Everybody, also those whose access was taken away. */
export async function listEmployees(db: Reader): Promise<EmployeeRow[]> {
  const rows = await db.selectFrom('employees').selectAll().orderBy('created_at').orderBy('id').execute()
  const groups = await groupsOf(db)
  return rows.map((row) => ({
    employee: show(row, groups),
    ...(row.signed_in_at === null ? {} : { signedInAt: row.signed_in_at }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
    ...(row.revoked_because === null ? {} : { revokedBecause: row.revoked_because }),
  }))
}

/** How many employees each base has. */
export async function countEmployees(db: Reader): Promise<Map<BaseId, number>> {
  const rows = await db
    .selectFrom('employees')
    .select((e) => ['base_id', e.fn.countAll<number | string>().as('count')])
    .where('revoked_at', 'is', null)
    .groupBy('base_id')
    .execute()
  return new Map(rows.flatMap(({ base_id, count }) => (base_id === null ? [] : [[base_id, Number(count)] as const])))
}

/** The bases that have an employee with this login now; 1C does not tell upper from lower case. */
export async function basesThatKnowLogin(db: Reader, login: string): Promise<BaseId[]> {
  const rows = await db
    .selectFrom('employees')
    .select(['base_id', 'login'])
    .where('base_id', 'is not', null)
    .where('revoked_at', 'is', null)
    .execute()
  // Compared here: SQLite folds the case of Latin letters only.
  const wanted = login.toLowerCase()
  return rows.flatMap((row) => (row.base_id !== null && row.login?.toLowerCase() === wanted ? [row.base_id] : []))
}

/** With a cursor below this number he needs a snapshot: he was told things under other rights. */
export async function sightSince(db: Reader, id: EmployeeId): Promise<Cursor> {
  const row = await db.selectFrom('employees').select('sight_since').where('id', '=', id).executeTakeFirst()
  return row?.sight_since ?? 0
}

/** They may see more or less than until now. Takes a number of the journal, so it comes last: whoever has told them anything before has a lower one. */
export async function noteSightChanged(tx: Writer, ids: readonly EmployeeId[]): Promise<void> {
  if (ids.length === 0) return
  const sight_since = await nextSeq(tx)
  for (const part of partsOf(ids))
    await tx.updateTable('employees').set({ sight_since }).where('id', 'in', part).execute()
}

export async function saveEmployee(tx: Writer, employee: Employee): Promise<void> {
  await tx
    .updateTable('employees')
    .set({ name: employee.name, rights: JSON.stringify(employee.rights), in_queue: employee.inQueue ? 1 : 0 })
    .where('id', '=', employee.id)
    .execute()
  noteRightsChanged(tx)
}

export async function noteSignedIn(tx: Writer, id: EmployeeId, now: Instant): Promise<void> {
  await tx.updateTable('employees').set({ signed_in_at: now }).where('id', '=', id).execute()
}

/** Takes the access of all of these away. */
export async function noteRevoked(
  tx: Writer,
  ids: readonly EmployeeId[],
  revoked: { at: Instant; because: RevokedBecause },
): Promise<void> {
  for (const part of partsOf(ids)) {
    await tx
      .updateTable('employees')
      .set({ revoked_at: revoked.at, revoked_because: revoked.because })
      .where('id', 'in', part)
      .execute()
    noteRightsChanged(tx)
  }
}

export async function hasEmployees(db: Reader): Promise<boolean> {
  return (await db.selectFrom('employees').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Administrators who do not come from 1C, locked against a second who is taken away at the same time. */
export async function lockOwnAdministrators(tx: Writer): Promise<EmployeeId[]> {
  const rows = await tx
    .updateTable('employees')
    .set((e) => ({ id: e.ref('id') }))
    .where('revoked_at', 'is', null)
    .where('base_id', 'is', null)
    .returning(['id', 'rights'])
    .execute()
  return rows.filter((row) => rightsOf(row.rights).includes('admin')).map((row) => row.id)
}

/** A list in parts that one statement can carry. */
export function* partsOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += rowsPerStatement) yield all.slice(start, start + rowsPerStatement)
}

const rightsOf = (json: string) => v.parse(v.array(rightSchema), JSON.parse(json))

const columnsOf = (employee: Employee, now: Instant): Insertable<Tables['employees']> => ({
  id: employee.id,
  name: employee.name,
  rights: JSON.stringify(employee.rights),
  in_queue: employee.inQueue ? 1 : 0,
  created_at: now,
  signed_in_at: null,
  revoked_at: null,
  base_id: employee.baseId ?? null,
  login: employee.login ?? null,
  revoked_because: null,
})

const groupsIn = (groups: GroupId[] | undefined): Pick<Employee, 'groups'> => (groups === undefined ? {} : { groups })

const show = (row: Selectable<Tables['employees']>, groups: ReadonlyMap<EmployeeId, GroupId[]>): Employee => ({
  id: row.id,
  name: row.name,
  rights: rightsOf(row.rights),
  inQueue: row.in_queue === 1,
  ...groupsIn(groups.get(row.id)),
  ...(row.base_id === null ? {} : { baseId: row.base_id }),
  ...(row.login === null ? {} : { login: row.login }),
})

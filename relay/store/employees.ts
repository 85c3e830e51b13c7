import * as v from 'valibot'
import type { EmployeeRow } from '../../shared/answers.ts'
import { type Employee, rightSchema } from '../../shared/employee.ts'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export async function insertEmployee(tx: Writer, employee: Employee, now: Instant): Promise<void> {
  await tx
    .insertInto('employees')
    .values({
      id: employee.id,
      name: employee.name,
      rights: JSON.stringify(employee.rights),
      in_queue: employee.inQueue ? 1 : 0,
      created_at: now,
      signed_in_at: null,
      revoked_at: null,
    })
    .execute()
}

/** An employee whose access was not taken away. */
export async function employeeById(db: Reader, id: EmployeeId): Promise<Employee | undefined> {
  const row = await db
    .selectFrom('employees')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && show(row)
}

export async function listEmployees(db: Reader): Promise<EmployeeRow[]> {
  const rows = await db.selectFrom('employees').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({
    employee: show(row),
    ...(row.signed_in_at === null ? {} : { signedInAt: row.signed_in_at }),
    ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
  }))
}

export async function saveEmployee(tx: Writer, employee: Employee): Promise<void> {
  await tx
    .updateTable('employees')
    .set({ name: employee.name, rights: JSON.stringify(employee.rights), in_queue: employee.inQueue ? 1 : 0 })
    .where('id', '=', employee.id)
    .execute()
}

export async function noteSignedIn(tx: Writer, id: EmployeeId, now: Instant): Promise<void> {
  await tx.updateTable('employees').set({ signed_in_at: now }).where('id', '=', id).execute()
}

export async function noteRevoked(tx: Writer, id: EmployeeId, now: Instant): Promise<void> {
  await tx.updateTable('employees').set({ revoked_at: now }).where('id', '=', id).execute()
}

export async function hasEmployees(db: Reader): Promise<boolean> {
  return (await db.selectFrom('employees').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** How many administrators there still are, locked against a second who is taken away at the same time. */
export async function lockAdministrators(tx: Writer): Promise<EmployeeId[]> {
  const rows = await tx
    .updateTable('employees')
    .set((e) => ({ id: e.ref('id') }))
    .where('revoked_at', 'is', null)
    .returning(['id', 'rights'])
    .execute()
  return rows.filter((row) => rightsOf(row.rights).includes('admin')).map((row) => row.id)
}

const rightsOf = (json: string) => v.parse(v.array(rightSchema), JSON.parse(json))

const show = (row: Tables['employees']): Employee => ({
  id: row.id,
  name: row.name,
  rights: rightsOf(row.rights),
  inQueue: row.in_queue === 1,
})

import * as v from 'valibot'
import { type Right, rightSchema } from '../../shared/employee.ts'
import type { EmployeeId } from '../../shared/ids.ts'
import type { Writer } from './open.ts'

/**
 * What an employee may do now, locked until the transaction ends: whoever takes his access away comes before or after, never in between. None when it was taken away;
 * undefined when there never was such an employee.
 */
export async function lockRights(tx: Writer, id: EmployeeId): Promise<readonly Right[] | undefined> {
  const row = await tx
    .updateTable('employees')
    .set((e) => ({ id: e.ref('id') }))
    .where('id', '=', id)
    .returning(['rights', 'revoked_at'])
    .executeTakeFirst()
  if (!row) return undefined
  return row.revoked_at === null ? v.parse(v.array(rightSchema), JSON.parse(row.rights)) : []
}

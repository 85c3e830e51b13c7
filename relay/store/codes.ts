import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { partsOf } from './employees.ts'
import type { Writer } from './open.ts'

export interface CodeRow {
  hash: string
  purpose: 'setup' | 'invitation'
  employeeId?: EmployeeId
  createdAt: Instant
  validUntil?: Instant
}

/** One-time codes. Only hashes are kept. */
export async function insertCode(tx: Writer, code: CodeRow): Promise<void> {
  await tx
    .insertInto('codes')
    .values({
      hash: code.hash,
      purpose: code.purpose,
      employee_id: code.employeeId ?? null,
      created_at: code.createdAt,
      valid_until: code.validUntil ?? null,
      used_at: null,
    })
    .execute()
}

/** Uses a code up: of two who try at the same time, one gets it. */
export async function useCode(
  tx: Writer,
  hash: string,
  purpose: CodeRow['purpose'],
  now: Instant,
): Promise<{ employeeId: EmployeeId | null } | undefined> {
  const row = await tx
    .updateTable('codes')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>', now)]))
    .returning('employee_id')
    .executeTakeFirst()
  return row && { employeeId: row.employee_id }
}

/** Makes all earlier setup codes worthless: each start without an administrator prints a fresh one. */
export async function dropSetupCodes(tx: Writer): Promise<void> {
  await tx.deleteFrom('codes').where('purpose', '=', 'setup').execute()
}

/** Makes the invitations of these employees worthless. */
export async function dropInvitations(tx: Writer, employees: readonly EmployeeId[]): Promise<void> {
  for (const part of partsOf(employees))
    await tx.deleteFrom('codes').where('employee_id', 'in', part).where('used_at', 'is', null).execute()
}

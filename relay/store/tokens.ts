import type { RevokedBecause } from '../../shared/employee.ts'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { partsOf } from './employees.ts'
import { noteRightsChanged, type Reader, type Writer } from './open.ts'

/** Tokens of browsers that are signed in. Only hashes are kept. */
export async function insertToken(
  tx: Writer,
  token: { hash: string; employeeId: EmployeeId; createdAt: Instant },
): Promise<void> {
  await tx
    .insertInto('tokens')
    .values({ hash: token.hash, employee_id: token.employeeId, created_at: token.createdAt, revoked_at: null })
    .execute()
}

/** The employee behind a token that is still good. */
export async function ownerOfToken(db: Reader, hash: string): Promise<EmployeeId | undefined> {
  const row = await db
    .selectFrom('tokens')
    .select('employee_id')
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row?.employee_id
}

/** Why the access behind a token was taken away; undefined when it was not, or nobody had this token. */
export async function endOfToken(db: Reader, hash: string): Promise<RevokedBecause | undefined> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('employees', 'employees.id', 'tokens.employee_id')
    .select('employees.revoked_because')
    .where('tokens.hash', '=', hash)
    .executeTakeFirst()
  return row?.revoked_because ?? undefined
}

export async function revokeToken(tx: Writer, hash: string, now: Instant): Promise<void> {
  await tx.updateTable('tokens').set({ revoked_at: now }).where('hash', '=', hash).execute()
  noteRightsChanged(tx)
}

/** Every browser of these employees has to sign in anew. */
export async function revokeTokensOf(tx: Writer, employees: readonly EmployeeId[], now: Instant): Promise<void> {
  for (const part of partsOf(employees)) {
    await tx
      .updateTable('tokens')
      .set({ revoked_at: now })
      .where('employee_id', 'in', part)
      .where('revoked_at', 'is', null)
      .execute()
    noteRightsChanged(tx)
  }
}

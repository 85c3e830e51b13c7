import type { EmployeeId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

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

export async function revokeToken(tx: Writer, hash: string, now: Instant): Promise<void> {
  await tx.updateTable('tokens').set({ revoked_at: now }).where('hash', '=', hash).execute()
}

export async function revokeTokensOf(tx: Writer, employeeId: EmployeeId, now: Instant): Promise<void> {
  await tx
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('employee_id', '=', employeeId)
    .where('revoked_at', 'is', null)
    .execute()
}

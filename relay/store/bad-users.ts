import type { BadUserFault } from '../../shared/employee.ts'
import type { BaseId, EmployeeId, Instant } from '../../shared/ids.ts'
import { partsOf } from './employees.ts'
import type { Reader, Writer } from './open.ts'

/** A person of 1C's snapshot who could not be taken, as far as he could be read. */
export interface BadUser {
  /** His place in the snapshot. */
  position: number
  userId?: EmployeeId | undefined
  name: string
  fault: BadUserFault
}

/** Those of the newest snapshot take the place of all earlier ones. */
export async function keepBadUsers(tx: Writer, base: BaseId, bad: readonly BadUser[], at: Instant): Promise<void> {
  await tx.deleteFrom('bad_users').where('base_id', '=', base).execute()
  for (const part of partsOf(bad)) {
    await tx
      .insertInto('bad_users')
      .values(
        part.map(({ position, userId = null, name, fault }) => ({
          base_id: base,
          position,
          user_id: userId,
          name,
          fault,
          at,
        })),
      )
      .execute()
  }
}

/** In the order of the snapshot, for the administrator. */
export async function badUsersOf(db: Reader, base: BaseId): Promise<{ name: string; fault: BadUserFault }[]> {
  return await db
    .selectFrom('bad_users')
    .select(['name', 'fault'])
    .where('base_id', '=', base)
    .orderBy('position')
    .execute()
}

/** Bases that are waiting for one of these people, whom another base had: they are asked for their users anew. */
export async function askForUsersAgain(tx: Writer, freed: readonly EmployeeId[]): Promise<void> {
  for (const part of partsOf(freed)) {
    await tx
      .updateTable('bases')
      .set({ users_revision: '' })
      .where('id', 'in', (e) => e.selectFrom('bad_users').select('base_id').where('user_id', 'in', part))
      .execute()
  }
}

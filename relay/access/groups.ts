import type { Group } from '../../shared/inbox-settings.ts'
import type { Clock } from '../clock.ts'
import { tellInParts } from '../inbox/release-conversations.ts'
import { Refused } from '../refused.ts'
import { listEmployees } from '../store/employees.ts'
import { allGroups, replaceGroups } from '../store/groups.ts'
import type { Reader, Store } from '../store/open.ts'
import { lockWithoutGroup } from '../store/owned-conversations.ts'

/**
 * Puts these groups in the place of all that there are. What waited for the members of one that is gone waits for the whole queue.
 * @throws Refused `badRequest` for a group that stands there twice, or a member who does not work here
 */
export const createSetGroups = (store: Store, clock: Clock) => (groups: readonly Group[]) =>
  store.write(async (tx) => {
    await refuseStrange(tx, groups)
    await replaceGroups(tx, groups)
    const orphans = await lockWithoutGroup(tx)
    await tellInParts(
      tx,
      orphans.map((row) => ({ ...row, group_id: null })),
      clock.now(),
      'employees',
    )
    return await allGroups(tx)
  })

export type SetGroups = ReturnType<typeof createSetGroups>

async function refuseStrange(db: Reader, groups: readonly Group[]): Promise<void> {
  if (new Set(groups.map(({ id }) => id)).size < groups.length)
    throw new Refused('badRequest', 'groups: the same group stands there twice.')
  const here = new Set((await listEmployees(db)).flatMap(({ employee, revokedAt }) => (revokedAt ? [] : [employee.id])))
  if (groups.some(({ members }) => members.some((id) => !here.has(id))))
    throw new Refused('badRequest', 'members: somebody of them does not work here.')
}

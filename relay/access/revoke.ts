import type { RevokedBecause } from '../../shared/employee.ts'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { releaseConversations } from '../inbox/release-conversations.ts'
import { dropInvitations } from '../store/codes.ts'
import { noteRevoked } from '../store/employees.ts'
import { leaveGroups } from '../store/groups.ts'
import type { Writer } from '../store/open.ts'
import { revokeTokensOf } from '../store/tokens.ts'

/** Takes the access of these employees away, with everything that hangs on it; after the commit live connections are cut. */
export async function revoke(
  tx: Writer,
  ids: readonly EmployeeId[],
  revoked: { at: Instant; because: RevokedBecause },
): Promise<void> {
  if (ids.length === 0) return
  await noteRevoked(tx, ids, revoked)
  await revokeTokensOf(tx, ids, revoked.at)
  await dropInvitations(tx, ids)
  await takeWorkAway(tx, ids, revoked.at)
}

/** These do not answer clients any more: others get their conversations, and nobody waits for them. */
export async function takeWorkAway(tx: Writer, ids: readonly EmployeeId[], at: Instant): Promise<void> {
  if (ids.length === 0) return
  await leaveGroups(tx, ids)
  await releaseConversations(tx, ids, at)
}

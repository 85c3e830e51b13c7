import type { EmployeeId, Instant } from '../../shared/ids.ts'
import type { Writer } from '../store/open.ts'
import { forgetOwners, lockObservedBy, lockWorkOf } from '../store/owned-conversations.ts'
import type { ShownRow } from '../store/shown-conversations.ts'
import { withoutObservers } from './after-deed.ts'
import { tellOfConversations } from './tell.ts'

/** So many at a time are written with one statement. */
const atOnce = 500

/**
 * What these employees had in work goes back to the queue, where everybody in it is told again; closed conversations forget them, else a client who writes
 * again would come to somebody who is not there. They observe nothing any more.
 */
export async function releaseConversations(tx: Writer, owners: readonly EmployeeId[], at: Instant): Promise<void> {
  await tellInParts(tx, (await lockWorkOf(tx, owners)).map(queued), at)
  await forgetOwners(tx, owners)
  const observed = await lockObservedBy(tx, owners)
  await tellInParts(
    tx,
    observed.map((row) => withoutObservers(row, owners)),
    at,
    'employees',
  )
}

const queued = (row: ShownRow): ShownRow => ({ ...row, state: 'queued', owner_id: null })

/** Tells of conversations in bulk. @param audience else 1C too */
export async function tellInParts(
  tx: Writer,
  rows: readonly ShownRow[],
  at: Instant,
  audience?: 'employees',
): Promise<void> {
  for (let start = 0; start < rows.length; start += atOnce)
    await tellOfConversations(tx, rows.slice(start, start + atOnce), at, audience)
}

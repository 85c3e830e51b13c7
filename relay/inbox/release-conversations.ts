import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { saveConversations } from '../store/conversations-in-bulk.ts'
import { appendAllToJournal, nextSeqs } from '../store/journal.ts'
import type { Writer } from '../store/open.ts'
import { forgetOwners, lockWorkOf } from '../store/owned-conversations.ts'
import { type ShownRow, show } from '../store/shown-conversations.ts'

/** So many at a time are written with one statement. */
const atOnce = 500

/**
 * What these employees had in work goes back to the queue, where everybody in it is told again; closed conversations forget them, else a client who writes
 * again would come to somebody who is not there.
 */
export async function releaseConversations(tx: Writer, owners: readonly EmployeeId[], at: Instant): Promise<void> {
  const work = await lockWorkOf(tx, owners)
  for (let start = 0; start < work.length; start += atOnce) {
    await toQueue(tx, work.slice(start, start + atOnce), at)
  }
  await forgetOwners(tx, owners)
}

async function toQueue(tx: Writer, work: readonly ShownRow[], at: Instant): Promise<void> {
  const first = await nextSeqs(tx, work.length)
  const queued = work.map((row, index) => ({
    ...row,
    state: 'queued' as const,
    owner_id: null,
    revision: first + index,
  }))
  await saveConversations(tx, queued)
  await appendAllToJournal(
    tx,
    queued.map((row) => ({ type: 'conversation', seq: row.revision, at, conversation: show(row) })),
  )
}

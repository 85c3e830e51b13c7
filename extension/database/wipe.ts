import type { Instant } from '../../shared/ids.ts'
import type { InboxDatabase, LinkState } from './database.ts'
import { emptyHere } from './here.ts'

/** Leaves nothing that was read or written with the right that is gone: also no drafts and no replies still waiting. */
export async function wipe(database: InboxDatabase, link: LinkState, now: Instant): Promise<void> {
  const { conversations, messages, outbox, drafts, here, uploads, joined, files } = database
  await database.transaction(
    'rw',
    [conversations, messages, outbox, drafts, here, uploads, joined, files],
    async () => {
      await Promise.all([conversations, messages, outbox, drafts, uploads, joined, files].map((table) => table.clear()))
      await here.put(emptyHere(link, now))
    },
  )
}

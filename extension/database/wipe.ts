import type { Instant } from '../../shared/ids.ts'
import type { InboxDatabase, LinkState, WhyNoRight } from './database.ts'
import { emptyHere } from './here.ts'

/** Leaves nothing that was read or written with the right that is gone, whatever tables there are: also no drafts and no replies still waiting. */
export async function wipe(
  database: InboxDatabase,
  link: LinkState,
  now: Instant,
  whyNoRight?: WhyNoRight,
): Promise<void> {
  const { tables, here } = database
  await database.transaction('rw', tables, async () => {
    await Promise.all(tables.map((table) => table.clear()))
    await here.put({ ...emptyHere(link, now), ...(whyNoRight === undefined ? {} : { whyNoRight }) })
  })
}

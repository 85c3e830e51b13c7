import type { Instant } from '../../shared/ids.ts'
import { emptyHere } from './here.ts'
import type { LinkState, WhyNoRight } from './rows.ts'
import { storeNames } from './schema.ts'
import type { Store } from './store.ts'

/** Leaves nothing that was read or written with the right that is gone, whatever stores there are: also no drafts and no replies still waiting. */
export async function wipe(store: Store, link: LinkState, now: Instant, whyNoRight?: WhyNoRight): Promise<void> {
  await store.write(storeNames, async (tables) => {
    await Promise.all(storeNames.map((name) => tables[name].clear()))
    await tables.here.put({ ...emptyHere(link, now), ...(whyNoRight === undefined ? {} : { whyNoRight }) })
  })
}

import type { Instant } from '../../shared/ids.ts'
import type { HereRow, LinkState } from './rows.ts'
import type { Store, Tables } from './store.ts'

/** A profile in which nothing has happened yet. */
export const emptyHere = (link: LinkState, now: Instant): HereRow => ({
  key: 'here',
  link,
  linkSince: now,
  channels: [],
  pairing: [],
})

export const readHere = async ({ here }: Pick<Tables, 'here'>): Promise<HereRow> =>
  (await here.get('here')) ?? emptyHere('notSetUp', 0)

/** Reads and writes in one transaction: two changes at once never undo each other. */
export function changeHere(store: Store, change: (here: HereRow) => HereRow): Promise<HereRow> {
  return store.write(['here'], async (tables) => {
    const here = change(await readHere(tables))
    await tables.here.put(here)
    return here
  })
}

/** `linkSince` stays when the link is already so: people are told since when. */
export const withLink = (here: HereRow, link: LinkState, now: Instant): HereRow =>
  here.link === link ? here : { ...here, link, linkSince: now }

import type { Instant } from '../../shared/ids.ts'
import type { HereRow, InboxDatabase, LinkState } from './database.ts'

/** A profile in which nothing has happened yet. */
export const emptyHere = (link: LinkState, now: Instant): HereRow => ({
  key: 'here',
  link,
  linkSince: now,
  channels: [],
  pairing: [],
})

export const readHere = async (database: InboxDatabase): Promise<HereRow> =>
  (await database.here.get('here')) ?? emptyHere('notSetUp', 0)

/** Reads and writes in one transaction: two changes at once never undo each other. */
export function changeHere(database: InboxDatabase, change: (here: HereRow) => HereRow): Promise<HereRow> {
  return database.transaction('rw', database.here, async () => {
    const here = change(await readHere(database))
    await database.here.put(here)
    return here
  })
}

/** `linkSince` stays when the link is already so: people are told since when. */
export const withLink = (here: HereRow, link: LinkState, now: Instant): HereRow =>
  here.link === link ? here : { ...here, link, linkSince: now }

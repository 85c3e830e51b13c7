import type { BaseId, Instant } from '../../shared/ids.ts'
import { allBases, baseWith, noteClientsWanted } from '../store/bases.ts'
import { listChannels } from '../store/channels.ts'
import { countUnseenLookups, wantClientsOf, wantedClients } from '../store/client-lookups.ts'
import type { Writer } from '../store/open.ts'
import { askAbout } from './ask-about-clients.ts'

/** So many questions may wait for 1C at a time: fewer than fit into one packet, so that messages always have room beside them. */
const openAtOnce = 20

/**
 * Asks a base, at each exchange, about a few more of those who came in thousands: with a phone's history, or with the numbers that the base was given. The next
 * ones are asked when it has seen these, so it sets the pace itself.
 */
export async function askWaiting(tx: Writer, id: BaseId, at: Instant): Promise<void> {
  const bases = await allBases(tx)
  const base = bases.find((each) => each.id === id)
  if (!base) return
  const numbers = (await listChannels(tx)).map((channel) => channel.id).filter((each) => baseWith(bases, each) === id)
  const before = base.clients_wanted_of ?? '[]'
  if (before !== JSON.stringify(numbers)) {
    const fresh = numbers.filter((each) => !before.includes(each))
    await wantClientsOf(tx, id, fresh)
    await noteClientsWanted(tx, id, numbers)
  }
  const room = openAtOnce - (await countUnseenLookups(tx, id, base.cursor))
  if (room > 0) await askAbout(tx, id, await wantedClients(tx, id, room), at)
}

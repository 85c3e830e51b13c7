import type { BaseId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import { noteAnswered } from '../store/client-lookups.ts'
import { type ClientAnswer, replaceClients } from '../store/clients.ts'
import { contactsBy } from '../store/contacts.ts'
import { lockConversationsByPhone } from '../store/conversations-in-bulk.ts'
import { inboxSettings } from '../store/kept-settings.ts'
import { withOnec } from '../store/onec-knows.ts'
import type { Writer } from '../store/open.ts'
import type { ShownRow } from '../store/shown-conversations.ts'
import { givenTo, responsiblesOf, wasAskedInThisWait } from './prefer-responsible.ts'
import { tellOfConversations } from './tell.ts'
import { routesOf, sentTo } from './to-routes.ts'

/** So many phones at a time: the statements about them have a limit of their own. */
const atOnce = 300

/**
 * Takes in who people are, as a base says, asked or not. What it says of phones from which nobody has ever written is left out: it is asked when somebody does.
 * Employees see it at once; 1C, which has said so itself, is told only of new owners.
 */
export async function takeClients(
  tx: Writer,
  base: BaseId,
  answers: readonly ClientAnswer[],
  at: Instant,
): Promise<void> {
  for (let start = 0; start < answers.length; start += atOnce)
    await takeSome(tx, base, answers.slice(start, start + atOnce), at)
}

async function takeSome(tx: Writer, base: BaseId, answers: readonly ClientAnswer[], at: Instant): Promise<void> {
  const known = await contactsBy(tx, { lids: [], phones: answers.map(({ phone }) => phone) })
  const heardOf = new Set(known.map(({ phone }) => phone))
  const wanted = answers.filter(({ phone }) => heardOf.has(phone))
  if (wanted.length === 0) return
  const phones = wanted.map(({ phone }) => phone)
  const before = await lockConversationsByPhone(tx, phones)
  await replaceClients(tx, base, wanted)
  await noteAnswered(tx, base, phones, at)
  const after = await withOnec(tx, before)
  const changed = after.filter((row, index) => isOtherwise(before[index], row))
  await tellOfCards(tx, changed, at)
}

const isOtherwise = (before: ShownRow | undefined, after: ShownRow): boolean =>
  JSON.stringify(before?.onec?.cards) !== JSON.stringify(after.onec?.cards)

/** Tells employees of conversations whose cards have changed; one that nobody has taken may go to the client's manager. */
export async function tellOfCards(tx: Writer, rows: readonly ShownRow[], at: Instant): Promise<void> {
  const given = await givenAway(tx, rows.filter(wasAskedInThisWait))
  await tellOfConversations(tx, given, at)
  const gone = new Set(given.map(({ id }) => id))
  await tellOfConversations(
    tx,
    rows.filter(({ id }) => !gone.has(id)),
    at,
    'employees',
  )
}

/** Rules come first: some ask who the client's manager is. */
async function givenAway(tx: Writer, rows: readonly ShownRow[]): Promise<ShownRow[]> {
  if (rows.length === 0) return []
  const { routing } = await inboxSettings(tx)
  const routes = await routesOf(tx, rows, routing)
  const owners = await responsiblesOf(tx, rows)
  return rows.flatMap((row) => {
    const route = routes.get(row.id)
    if (route) return [sentTo(row, route)]
    const owner = owners.get(row.id)
    return owner === undefined ? [] : [givenTo(row, owner)]
  })
}

/** Tells of all conversations with these phones: what 1C knows of them has changed for all at once. */
export async function tellOfPhones(tx: Writer, phones: readonly PhoneNumber[], at: Instant): Promise<void> {
  for (let start = 0; start < phones.length; start += atOnce) {
    const rows = await lockConversationsByPhone(tx, phones.slice(start, start + atOnce))
    await tellOfConversations(tx, rows, at, 'employees')
  }
}

import type { BaseId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { Country } from '../phone-text.ts'
import { lockBase, noteExchange, noteJob, numbersOf } from '../store/bases.ts'
import { journalHead } from '../store/journal.ts'
import { synchronisation } from '../store/kept-settings.ts'
import { keepRejected } from '../store/onec-rejected.ts'
import type { Writer } from '../store/open.ts'
import { takeBadPhones } from './bad-phones.ts'
import { takeClientsOf } from './clients.ts'
import { takeDocuments } from './documents.ts'
import type { ExchangeEffects } from './exchange-effects.ts'
import type { OnecPacket } from './packet.ts'
import type { Result } from './packet-result.ts'
import { type RefusalForOnec, refusalForOnec } from './refusal-for-onec.ts'
import { takeOutgoing } from './take-outgoing.ts'
import { takeRefused } from './take-refused.ts'
import { takeTemplates } from './templates.ts'
import { takeUsers } from './users.ts'

export interface ExchangeParts {
  effects: ExchangeEffects
  clock: Clock
  /** In whose form 1C writes phones without a country code. */
  country: Country
}

/**
 * Applies everything 1C has said, in the transaction that it is given: all of it or nothing. What became of its outgoing comes back in
 * their order; pull answers with it, push sends it with the next packet.
 */
export async function applyOnecPacket(
  tx: Writer,
  base: BaseId,
  packet: OnecPacket,
  { effects, clock, country }: ExchangeParts,
): Promise<{ results: Result[] } | { refusal: RefusalForOnec }> {
  const before = await lockBase(tx, base)
  if (before === undefined) return { refusal: refusalForOnec('unauthorized', 'This base is no longer linked.') }
  const head = await journalHead(tx)
  if (packet.cursor > head)
    return { refusal: refusalForOnec('cursorAhead', `Cursor ${packet.cursor} is ahead of the journal, ${head}.`) }
  const at = clock.now()
  if (packet.job !== undefined) await noteJob(tx, base, JSON.stringify(packet.job))
  // Also while synchronising is off: who may read is no message, and must not wait for the switch.
  await takeUsers(tx, base, packet.users, at)
  // While synchronising is off nothing else is taken: 1C gets no results, so it keeps what it has until it is on again.
  const { syncEnabled } = await synchronisation(tx)
  await noteExchange(tx, base, { cursor: syncEnabled ? packet.cursor : before, at })
  if (!syncEnabled) return { results: [] }

  await takeClientsOf(tx, base, packet.clients, { at, country })
  await takeBadPhones(tx, base, packet.badPhones, { at, country })
  const isIts = await numbersOf(tx, base)
  if (packet.cursor > before) await effects.collect(tx, { after: before, upTo: packet.cursor }, isIts)
  // Before the outgoing: of two words about one reply, the stop counts.
  const results = await takeRefused(tx, base, packet, effects, isIts)
  for (const item of packet.outgoing) {
    const result = await takeOutgoing(tx, base, item, { effects, at, country, isIts })
    if (result) results.push(result)
  }
  await takeTemplates(tx, base, packet.templates)
  await takeDocuments(tx, base, packet.documents, at)
  for (const event of packet.rejected) await keepRejected(tx, base, event, at)
  return { results }
}

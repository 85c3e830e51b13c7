import * as v from 'valibot'
import { type BaseId, type Cursor, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import { baseById } from '../store/bases.ts'
import { settingsForOnec } from '../store/kept-settings.ts'
import { untoldResults } from '../store/onec-outgoing.ts'
import type { Reader } from '../store/open.ts'
import { type EventsForOnec, eventsForOnec } from './events-for-onec.ts'
import { packetLimit, type RelayPacket } from './packet.ts'
import { type Result, resultSchema } from './packet-result.ts'
import { usersRevisionOf } from './users.ts'

/** What the relay has for a base that has applied the journal up to `after`. @param answers go first, then results that no packet has carried. */
export async function relayPacketFor(
  db: Reader,
  base: BaseId,
  after: Cursor,
  answers: readonly Result[],
): Promise<RelayPacket> {
  const settings = await settingsForOnec(db)
  const revisions = await revisionsOf(db, base)
  if (!settings.syncEnabled) return { ...emptyPacket, results: [...answers], ...revisions, settings }
  const { events, more } = await eventsForOnec(db, base, after, packetLimit)
  const answered = new Set(answers.map((result) => result.outgoingId))
  const untold = (await untoldResults(db, base)).filter((kept) => !answered.has(kept.outgoingId))
  const others = untold.map((kept) => v.parse(resultSchema, JSON.parse(kept.result)))
  return { ...emptyPacket, events, more, results: [...answers, ...others], ...revisions, settings }
}

/** The packet that ends a wait: with the first events, or with none. */
export async function packetAfterWait(db: Reader, base: BaseId, { events, more }: EventsForOnec): Promise<RelayPacket> {
  return { ...emptyPacket, events, more, ...(await revisionsOf(db, base)), settings: await settingsForOnec(db) }
}

/** Of the newest snapshots that are here: 1C sends another only when its own differs. */
async function revisionsOf(
  db: Reader,
  base: BaseId,
): Promise<Pick<RelayPacket, 'usersRevision' | 'templatesRevision'>> {
  const row = await baseById(db, base)
  return {
    ...(row ? { usersRevision: usersRevisionOf(row) } : {}),
    // Never empty, for the same reason as that of the users.
    ...(row ? { templatesRevision: row.templates_revision || 'none' } : {}),
  }
}

const emptyPacket = { protocol: 1, events: [], results: [], more: false } satisfies Omit<RelayPacket, 'settings'>

export const isEmpty = (packet: RelayPacket): boolean => packet.events.length === 0 && packet.results.length === 0

/** The kept outgoing whose results a packet carries; a bad id was never kept. */
export const keptIn = (packet: RelayPacket): MessageId[] =>
  packet.results.flatMap(({ outgoingId }) => {
    const id = v.safeParse(messageIdSchema, outgoingId)
    return id.success ? [id.output] : []
  })

import * as v from 'valibot'
import { type BaseId, type Cursor, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import { synchronisation } from '../store/kept-settings.ts'
import { untoldResults } from '../store/onec-outgoing.ts'
import type { Reader } from '../store/open.ts'
import { type EventsForOnec, eventsForOnec } from './events-for-onec.ts'
import { packetLimit, type RelayPacket } from './packet.ts'
import { type Result, resultSchema } from './packet-result.ts'

/** What the relay has for a base that has applied the journal up to `after`. @param answers go first, then results that no packet has carried. */
export async function relayPacketFor(
  db: Reader,
  base: BaseId,
  after: Cursor,
  answers: readonly Result[],
): Promise<RelayPacket> {
  const settings = await synchronisation(db)
  if (!settings.syncEnabled) return { ...emptyPacket, results: [...answers], settings }
  const { events, more } = await eventsForOnec(db, after, packetLimit)
  const answered = new Set(answers.map((result) => result.outgoingId))
  const untold = (await untoldResults(db, base)).filter((kept) => !answered.has(kept.outgoingId))
  const others = untold.map((kept) => v.parse(resultSchema, JSON.parse(kept.result)))
  return { ...emptyPacket, events, more, results: [...answers, ...others], settings }
}

/** The packet that ends a wait: with the first events, or with none. */
export async function packetAfterWait(db: Reader, { events, more }: EventsForOnec): Promise<RelayPacket> {
  return { ...emptyPacket, events, more, settings: await synchronisation(db) }
}

const emptyPacket = { protocol: 1, events: [], results: [], more: false } satisfies Omit<RelayPacket, 'settings'>

export const isEmpty = (packet: RelayPacket): boolean => packet.events.length === 0 && packet.results.length === 0

/** The kept outgoing whose results a packet carries; a bad id was never kept. */
export const keptIn = (packet: RelayPacket): MessageId[] =>
  packet.results.flatMap(({ outgoingId }) => {
    const id = v.safeParse(messageIdSchema, outgoingId)
    return id.success ? [id.output] : []
  })

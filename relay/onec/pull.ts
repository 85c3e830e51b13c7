import type { BaseId, Cursor } from '../../shared/ids.ts'
import { notePull } from '../store/bases.ts'
import { noteResultsTold } from '../store/onec-outgoing.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { abortWith } from './abort-with.ts'
import { createBell } from './bell.ts'
import { type EventsForOnec, eventsForOnec } from './events-for-onec.ts'
import { applyOnecPacket, type ExchangeParts } from './exchange.ts'
import { type OnecPacket, packetLimit, parseOnecPacket, type RelayPacket } from './packet.ts'
import type { RefusalForOnec } from './refusal-for-onec.ts'
import { isEmpty, keptIn, packetAfterWait, relayPacketFor } from './relay-packet.ts'

export interface PullParts extends ExchangeParts {
  store: Store
  setAlarm: SetAlarm
  /** Called after each exchange that was not refused, before a wait: the base is in touch. */
  onExchange(): void
}

/** The answer of POST /onec/v1/exchange. */
export type PullAnswer = { status: 200; body: RelayPacket } | RefusalForOnec

/**
 * One pull: `body` as it came, parsed as JSON but not checked; `abort` when 1C has hung up or the relay stops.
 * Rejects only for what is unexpected (the disk is full).
 */
export type Pull = (base: BaseId, body: unknown, abort: AbortSignal) => Promise<PullAnswer>

export function createPull(parts: PullParts): Pull {
  /** The newest pull of each base. Only it may wait (guides/onec.md 6, rule 4). */
  const newest = new Map<BaseId, AbortController>()

  return async (base, body, abort) => {
    const parsed = parseOnecPacket(body)
    if ('refusal' in parsed) return parsed.refusal
    const mine = abortWith(abort)
    newest.get(base)?.abort() // undefined when no other pull of this base is under way
    newest.set(base, mine)
    try {
      return await exchange(base, parsed.packet, mine.signal, parts)
    } finally {
      mine.abort()
      if (newest.get(base) === mine) newest.delete(base)
    }
  }
}

async function exchange(base: BaseId, packet: OnecPacket, end: AbortSignal, parts: PullParts): Promise<PullAnswer> {
  const answer = await applyAndAnswer(base, packet, parts)
  if (answer.status !== 200) return answer
  parts.onExchange()
  const mayWait = answer.body.settings.syncEnabled && packet.waitSeconds > 0
  if (!mayWait || !isEmpty(answer.body)) return answer
  const found = await waitForEvents(base, packet.cursor, packet.waitSeconds * 1000, end, parts)
  return found ? { status: 200, body: await packetAfterWait(parts.store.read, base, found) } : answer
}

/** 1C's own cursor counts here, not the kept one: it says what this very caller has. */
const applyAndAnswer = (base: BaseId, packet: OnecPacket, parts: PullParts): Promise<PullAnswer> =>
  parts.store.write(async (tx) => {
    const applied = await applyOnecPacket(tx, base, packet, parts)
    if ('refusal' in applied) return applied.refusal
    await notePull(tx, base, parts.clock.now())
    const body = await relayPacketFor(tx, base, packet.cursor, applied.results)
    // When this answer is lost 1C repeats its outgoing and is told again.
    await noteResultsTold(tx, keptIn(body), parts.clock.now())
    return { status: 200, body }
  })

/** The first events that concern 1C; none when the time is over, a newer pull came, or 1C has hung up. */
async function waitForEvents(
  base: BaseId,
  after: Cursor,
  ms: number,
  end: AbortSignal,
  { store, setAlarm }: PullParts,
): Promise<EventsForOnec | undefined> {
  const over = abortWith(end)
  const bell = createBell()
  const stopListening = store.journalGrew.listen(bell.ring)
  const cancelAlarm = setAlarm(ms, () => over.abort())
  try {
    let scannedTo = after
    // Looks before it waits: an event may have come since the answer was put together.
    while (!over.signal.aborted) {
      const found = await eventsForOnec(store.read, base, scannedTo, packetLimit)
      if (found.events.length > 0) return found
      scannedTo = found.scannedTo
      await bell.heard(over.signal)
    }
    return undefined
  } finally {
    over.abort()
    stopListening()
    cancelAlarm()
  }
}

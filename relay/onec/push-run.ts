import * as v from 'valibot'
import type { BaseId } from '../../shared/ids.ts'
import type { PushFailure } from '../../shared/push-failure.ts'
import { baseById, notePushError } from '../store/bases.ts'
import { noteResultsTold } from '../store/onec-outgoing.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { applyOnecPacket, type ExchangeParts } from './exchange.ts'
import { type OnecPacket, parseOnecPacket, type RelayPacket } from './packet.ts'
import type { Result } from './packet-result.ts'
import { callOnec, type OnecTarget, targetOf } from './push-call.ts'
import { isEmpty, keptIn, relayPacketFor } from './relay-packet.ts'

export interface PushRunParts extends ExchangeParts {
  store: Store
  setAlarm: SetAlarm
  /** Called after each exchange that succeeded: the base is in touch. */
  onExchange(): void
  /** Called when an exchange has failed for another reason than the one before. */
  onFailure?(): void
}

/** `idle`: this base is not pushed to (no target, synchronising is off); `gone`: it is no longer linked. */
export type PushRunOutcome = 'done' | 'failed' | 'idle' | 'gone'

/** Packets without events in one run: a base that repeats an outgoing for ever would keep the run going for ever. */
const mostQuietPackets = 20

/**
 * Pushes everything there is to a base, packet after packet. @param asks this is a run of the schedule: an empty packet is sent too, and what 1C wants
 * sent is taken. News goes at once whatever the schedule; what leaves for clients leaves when it runs, and until then 1C keeps it, for it gets no result.
 */
export async function pushRun(
  base: BaseId,
  asks: boolean,
  parts: PushRunParts,
  abort: AbortSignal,
): Promise<PushRunOutcome> {
  let answers: Result[] = []
  let quiet = 0
  for (let step = 0; quiet < mostQuietPackets && !abort.aborted; step += 1) {
    const row = await baseById(parts.store.read, base)
    if (!row) return 'gone'
    const packet = await relayPacketFor(parts.store.read, base, row.cursor, answers)
    const target = targetOf(row)
    if (!target || !packet.settings.syncEnabled) return 'idle'
    if (isEmpty(packet) && !(asks && step === 0)) return 'done'
    const pushed = await pushPacket(base, { target, packet, takesOutgoing: asks }, parts, abort)
    if (abort.aborted && 'failure' in pushed) return 'failed'
    await noteOutcome(base, row.push_error, pushed, parts)
    if ('failure' in pushed) return 'failed'
    answers = pushed.results
    if (packet.events.length === 0) quiet += 1
  }
  return 'done'
}

/** One packet there, one back, and what came back is applied. */
async function pushPacket(
  base: BaseId,
  { target, packet, takesOutgoing }: { target: OnecTarget; packet: RelayPacket; takesOutgoing: boolean },
  parts: PushRunParts,
  abort: AbortSignal,
): Promise<{ results: Result[] } | { failure: PushFailure }> {
  const answer = await callOnec(target, packet, { setAlarm: parts.setAlarm, abort })
  if ('failure' in answer) return answer
  const parsed = parseOnecPacket(answer.body)
  if ('refusal' in parsed) return { failure: failureOf(parsed.refusal) }
  const applied = await parts.store.write(async (tx) => {
    await noteResultsTold(tx, keptIn(packet), parts.clock.now())
    return await applyOnecPacket(tx, base, takesOutgoing ? parsed.packet : withoutOutgoing(parsed.packet), parts)
  })
  if ('refusal' in applied) return { failure: failureOf(applied.refusal) }
  const [firstTold] = packet.events
  if (firstTold && parsed.packet.cursor < firstTold.seq) return { failure: 'noProgress' }
  return applied
}

/** A comment leaves for nobody, so it need not wait for the schedule. */
const withoutOutgoing = (packet: OnecPacket): OnecPacket => ({
  ...packet,
  outgoing: packet.outgoing.filter((item) => v.is(noteSchema, item)),
})

const noteSchema = v.object({ note: v.literal(true) })

const failureOf = ({ body }: { body: { error: { code: string } } }): PushFailure =>
  body.error.code === 'protocolMismatch' || body.error.code === 'cursorAhead' ? body.error.code : 'badAnswer'

async function noteOutcome(
  base: BaseId,
  lastError: string | null,
  pushed: { results: Result[] } | { failure: PushFailure },
  { store, onExchange, onFailure }: PushRunParts,
): Promise<void> {
  const error = 'failure' in pushed ? pushed.failure : null
  if (error !== lastError) await store.write((tx) => notePushError(tx, base, error))
  if (error === null) onExchange()
  else if (error !== lastError) onFailure?.()
}

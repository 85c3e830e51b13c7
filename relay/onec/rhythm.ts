import type { Synchronisation } from '../../shared/commands.ts'
import type { OnecStatus } from '../../shared/events.ts'
import type { Instant } from '../../shared/ids.ts'
import { nextRunAt, type Schedule } from './schedule.ts'

export interface RhythmInputs {
  bases: readonly { linkedAt: Instant; lastExchangeAt: Instant | undefined }[]
  synchronisation: Synchronisation
  now: Instant
  /** Minutes east of UTC: the schedule is in the office's time. */
  timeZoneOffset: number
}

/** So many runs may be missed before 1C counts as silent; but it is given a minute at least, for a run may wait for events for 20 s. */
const missedRuns = 4
const leastSilenceSeconds = 60

/** How the exchange goes, and until when that holds if nothing is heard. With several bases the one heard of last counts. */
export function onecStatus(inputs: RhythmInputs): { status: OnecStatus; silentFrom?: Instant } {
  const { bases, synchronisation, now, timeZoneOffset } = inputs
  const { replyRoute, schedule, syncEnabled } = synchronisation
  const heardOf = bases.flatMap(({ lastExchangeAt }) => lastExchangeAt ?? [])
  const known = heardOf.length === 0 ? {} : { lastExchangeAt: Math.max(...heardOf) }
  // While synchronising is off nobody waits for 1C.
  if (bases.length === 0 || !syncEnabled) return { status: { state: 'none', replyRoute, ...known } }
  const sinceWhen = known.lastExchangeAt ?? Math.max(...bases.map(({ linkedAt }) => linkedAt))
  const silentFrom = runAfter(schedule, sinceWhen, timeZoneOffset)
  return { status: { state: now < silentFrom ? 'inTouch' : 'silent', replyRoute, ...known }, silentFrom }
}

/** Nights and free days do not count: runs are counted, not hours. */
function runAfter(schedule: Schedule, since: Instant, timeZoneOffset: number): Instant {
  const runs = Math.max(missedRuns, Math.ceil(leastSilenceSeconds / schedule.everySeconds))
  let run = since
  for (let missed = 0; missed < runs; missed += 1) run = nextRunAt(schedule, run, timeZoneOffset)
  return run
}

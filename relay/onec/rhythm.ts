import type { Synchronisation } from '../../shared/commands.ts'
import type { BaseId, Instant } from '../../shared/ids.ts'
import type { OnecTrouble } from '../../shared/onec-status.ts'
import type { PushFailure } from '../../shared/push-failure.ts'
import { nextRunAt, type OffsetAt, type Schedule } from '../../shared/schedule.ts'
import type { OnecJob } from './packet.ts'

/** What calling a base came to: its answer, with what it says of its own job, or why there was none. */
export type PingOutcome = { job: OnecJob | undefined } | { failure: PushFailure }

/** All that is known of a base. */
export interface KnownBase {
  id: BaseId
  linkedAt: Instant
  lastExchangeAt: Instant | undefined
  /** Whether the relay calls it, and what the last call came to. */
  isPushedTo: boolean
  pushFailure: PushFailure | undefined
  /** Its own latest words about its job. */
  job: OnecJob | undefined
  /** What a call since it fell silent came to. */
  ping: PingOutcome | undefined
}

export interface RhythmInputs {
  synchronisation: Synchronisation
  /** Nobody could come before the relay listened, or while synchronising was off. */
  listeningSince: Instant
  now: Instant
  offsetAt: OffsetAt
}

/** How one base keeps its rhythm. */
export interface BaseRhythm {
  state: 'inTouch' | 'silent'
  /** The first run that it has missed, or will miss if it goes on like this. */
  missedFrom: Instant
  /** From when on it counts as silent if nothing is heard. */
  silentFrom: Instant
  trouble: OnecTrouble | undefined
}

/** So many runs may be missed before 1C counts as silent; but it is given a minute at least, for a run may wait for events for 20 s. */
const missedRuns = 4
const leastSilenceSeconds = 60

/** How a base keeps its rhythm, until when that holds, and what is wrong with it. Pure. */
export function rhythmOf(
  base: KnownBase,
  { synchronisation, listeningSince, now, offsetAt }: RhythmInputs,
): BaseRhythm {
  const { schedule } = synchronisation
  const since = Math.max(base.lastExchangeAt ?? base.linkedAt, listeningSince)
  const missedFrom = nextRunAt(schedule, since, offsetAt)
  const silentFrom = runAfter(schedule, since, offsetAt)
  const state = now < silentFrom ? 'inTouch' : 'silent'
  return { state, missedFrom, silentFrom, trouble: troubleOf(base, state) }
}

/** Nights and free days do not count: runs are counted, not hours. */
function runAfter(schedule: Schedule, since: Instant, offsetAt: OffsetAt): Instant {
  const runs = Math.max(missedRuns, Math.ceil(leastSilenceSeconds / schedule.everySeconds))
  let run = since
  for (let missed = 0; missed < runs; missed += 1) run = nextRunAt(schedule, run, offsetAt)
  return run
}

/** What is wrong with a base: its own word first, then what calling it came to, then only that it is silent. Pure. */
export function troubleOf(base: KnownBase, state: BaseRhythm['state']): OnecTrouble | undefined {
  const job = (base.ping && 'job' in base.ping ? base.ping.job : undefined) ?? base.job
  // It says so itself, so there is nothing to wait for.
  if (job?.copy) return 'isCopy'
  if (job?.off) return 'syncOff'
  const failure = base.ping && 'failure' in base.ping ? base.ping.failure : base.pushFailure
  if (state === 'silent') return whySilent(base, job)
  return base.isPushedTo && failure !== undefined ? lastingTrouble(failure) : undefined
}

function whySilent(base: KnownBase, job: OnecJob | undefined): OnecTrouble {
  const failure = base.ping && 'failure' in base.ping ? base.ping.failure : undefined
  // It answers, so what it says of its job is true now.
  if (failure === undefined && job?.blocked) return 'jobsBlocked'
  if (failure === undefined && job?.enabled === false) return 'jobOff'
  const found = failure ?? (base.isPushedTo && base.ping === undefined ? base.pushFailure : undefined)
  if (found !== undefined) return troubleOfFailure(found)
  return base.lastExchangeAt === undefined ? 'neverCame' : 'missedRuns'
}

/** What a call that failed means for the person who has to mend it. Pure. */
export function troubleOfFailure(failure: PushFailure): OnecTrouble {
  switch (failure) {
    case 'unreachable':
    case 'timedOut':
      return 'unreachable'
    case 'untrusted':
      return 'certificate'
    case 'unauthorized':
      return 'wrongLogin'
    case 'forbidden':
      return 'noRole'
    case 'disabled':
      return 'syncOff'
    case 'redirected':
    case 'notFound':
    case 'badAnswer':
      return 'publication'
    case 'noLicence':
      return 'noLicence'
    case 'refused':
    case 'serverError':
    case 'protocolMismatch':
    case 'cursorAhead':
    case 'noProgress':
      return 'serverError'
    default:
      return failure satisfies never
  }
}

/** What will not pass by itself is told of though the base still comes on its own. */
function lastingTrouble(failure: PushFailure): OnecTrouble | undefined {
  const trouble = troubleOfFailure(failure)
  return trouble === 'unreachable' || trouble === 'noLicence' || trouble === 'serverError' ? undefined : trouble
}

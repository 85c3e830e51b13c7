import type { BaseId, Instant } from '../../shared/ids.ts'
import { dueAt, isOpen } from '../../shared/schedule.ts'
import { allBases } from '../store/bases.ts'
import { synchronisation } from '../store/kept-settings.ts'
import { abortWith } from './abort-with.ts'
import { backOffMs } from './back-off.ts'
import { type Bell, createBell } from './bell.ts'
import { type PushRunOutcome, type PushRunParts, pushRun } from './push-run.ts'

export interface PushParts extends PushRunParts {
  /** Minutes east of UTC at that moment: the schedule is in the office's time. */
  timeZoneOffset(at: Instant): number
  /** Called for what is unexpected (the disk is full); that base is tried again after the back-off. */
  onError(error: unknown): void
}

export interface Push {
  /** To be called when a push target, a base, or the synchronisation was changed. */
  targetsChanged(): void
  /** Settles once `abort` has fired and nothing is under way any more: the store may be closed then. */
  stopped: Promise<void>
}

/**
 * Pushes to every base that has a target: new events at once, and an empty packet at each run of the schedule, for then 1C gives its outgoing.
 * One packet is under way per base at a time. A failure loses nothing: the journal and the results stay until 1C has them.
 */
export function startPush(parts: PushParts, abort: AbortSignal): Push {
  const changed = new Map<BaseId, Bell>()
  const underWay = new Set<Promise<void>>()

  const begin = async (): Promise<void> => {
    for (const { id } of await allBases(parts.store.read)) {
      if (changed.has(id) || abort.aborted) continue
      const bell = createBell()
      changed.set(id, bell)
      track(keepPushing(id, bell, parts, abort).finally(() => changed.delete(id)))
    }
  }
  const track = (work: Promise<void>) => {
    const settled = work.catch(parts.onError).finally(() => underWay.delete(settled))
    underWay.add(settled)
  }
  const targetsChanged = () => {
    for (const bell of changed.values()) bell.ring()
    track(begin())
  }

  targetsChanged()
  return { targetsChanged, stopped: whenStopped(abort, underWay) }
}

async function whenStopped(abort: AbortSignal, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  if (!abort.aborted) await new Promise((resolve) => abort.addEventListener('abort', resolve, { once: true }))
  while (underWay.size > 0) await Promise.all(underWay)
}

/** One base, until it is unlinked or the relay stops. */
async function keepPushing(base: BaseId, changed: Bell, parts: PushParts, abort: AbortSignal): Promise<void> {
  const bell = createBell()
  const stopListening = parts.store.journalGrew.listen(bell.ring)
  let failures = 0
  let asks = false
  let lastRun = parts.clock.now()
  try {
    while (!abort.aborted) {
      const outcome = await outcomeOf(base, asks, parts, abort)
      if (outcome === 'gone') return
      const hasFailed = outcome === 'failed'
      failures = hasFailed ? failures + 1 : 0
      const { isChange, rang } = await nextOccasion({ outcome, failures, lastRun, bell, changed }, parts, abort)
      // Whatever failed before, the administrator has changed something: it begins anew.
      if (isChange) failures = 0
      const { isDue, mayStill } = await runNow(lastRun, parts)
      // What could not be asked is still to be asked, but not at night.
      asks = (rang && !hasFailed) || isDue || (asks && hasFailed && mayStill)
      if (asks) lastRun = parts.clock.now()
    }
  } finally {
    stopListening()
  }
}

async function outcomeOf(base: BaseId, asks: boolean, parts: PushParts, abort: AbortSignal): Promise<PushRunOutcome> {
  try {
    return await pushRun(base, asks, parts, abort)
  } catch (error) {
    parts.onError(error)
    return 'failed'
  }
}

interface Standstill {
  outcome: PushRunOutcome
  failures: number
  lastRun: Instant
  /** Rings when the journal grew. */
  bell: Bell
  /** Rings when the administrator changed something. */
  changed: Bell
}

/** Waits for a reason to push again. After a failure new events are none: 1C is left alone for the back-off. */
async function nextOccasion(
  { outcome, failures, lastRun, bell, changed }: Standstill,
  parts: PushParts,
  abort: AbortSignal,
): Promise<{ isChange: boolean; rang: boolean }> {
  const alarm = createBell()
  const over = abortWith(abort)
  let rang = false
  const afterMs = outcome === 'failed' ? backOffMs(failures) : await untilNextRun(lastRun, parts)
  const cancelAlarm = parts.setAlarm(afterMs, () => {
    rang = true
    alarm.ring()
  })
  const occasions = [changed.heard(over.signal).then(() => true), alarm.heard(over.signal).then(() => false)]
  const events = outcome === 'done' ? [bell.heard(over.signal).then(() => false)] : []
  try {
    const isChange = await Promise.race([...occasions, ...events])
    return { isChange, rang }
  } finally {
    cancelAlarm()
    over.abort()
  }
}

async function untilNextRun(lastRun: Instant, { store, clock, timeZoneOffset }: PushParts): Promise<number> {
  const { schedule } = await synchronisation(store.read)
  const now = clock.now()
  return Math.max(0, dueAt(schedule, lastRun, now, timeZoneOffset) - now)
}

/** Whether a run has come about meanwhile (the alarm may have been pushed aside by news), and whether one may be made up for. */
async function runNow(
  lastRun: Instant,
  { store, clock, timeZoneOffset }: PushParts,
): Promise<{ isDue: boolean; mayStill: boolean }> {
  const { schedule } = await synchronisation(store.read)
  const now = clock.now()
  const isDue = dueAt(schedule, lastRun, now, timeZoneOffset) <= now
  return { isDue, mayStill: isOpen(schedule, now, timeZoneOffset) }
}

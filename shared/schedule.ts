import type { Synchronisation } from './commands.ts'
import type { Instant } from './ids.ts'

export type Schedule = Synchronisation['schedule']

/** Minutes east of UTC at a moment: the schedule is in the office's time, summer time counts. */
export type OffsetAt = (at: Instant) => number

const minute = 60_000
const day = 24 * 60 * minute

/**
 * The next run after `now`: runs stand `everySeconds` apart, counted from the beginning of the window, on the chosen weekdays.
 * A window whose end is not after its beginning goes over midnight and belongs to the day on which it begins.
 */
export function nextRunAt(schedule: Schedule, now: Instant, offsetAt: OffsetAt): Instant {
  const offset = offsetAt(now)
  const run = nextRunByOffset(schedule, now, offset)
  const offsetThen = offsetAt(run)
  if (offsetThen === offset) return run
  // The clocks are put forward or back until then: what counts is the hour that they will show.
  const runByThen = nextRunByOffset(schedule, now, offsetThen)
  return offsetAt(runByThen) === offsetThen ? runByThen : Math.max(run, runByThen)
}

/** Whether replies leave at this moment of the day at all; outside they wait for the window to open. */
export const isInWindow = (schedule: Schedule, now: Instant, offsetAt: OffsetAt): boolean =>
  nextRunAt(schedule, now, offsetAt) - now <= schedule.everySeconds * 1000

/** When the run after `lastRun` is due: in the past when it came while nobody could look, but a run that another has followed is over. */
export const dueAt = (schedule: Schedule, lastRun: Instant, now: Instant, offsetAt: OffsetAt): Instant =>
  nextRunAt(schedule, Math.max(lastRun, now - schedule.everySeconds * 1000), offsetAt)

/** Whether a run that was put off may still be made up for. */
export const isOpen = (schedule: Schedule, now: Instant, offsetAt: OffsetAt): boolean =>
  dueAt(schedule, 0, now, offsetAt) - now <= schedule.everySeconds * 1000

function nextRunByOffset(schedule: Schedule, now: Instant, offset: number): Instant {
  const local = now + offset * minute
  const today = Math.floor(local / day) * day
  // Yesterday's window may still be open; a week from now the same weekday comes again.
  for (let days = -1; days <= 7; days += 1) {
    const run = nextRunOfDay(schedule, today + days * day, local)
    if (run !== undefined) return run - offset * minute
  }
  throw new Error('The schedule has no weekday.')
}

/** In local time, as are `dayStart` and `local`. */
function nextRunOfDay(schedule: Schedule, dayStart: number, local: number): number | undefined {
  if (!schedule.weekdays.includes(weekdayOf(dayStart))) return undefined
  const opens = dayStart + minutesOf(schedule.from) * minute
  const closes = dayStart + minutesOf(schedule.to) * minute
  const end = closes > opens ? closes : closes + day
  if (local < opens) return opens
  const step = schedule.everySeconds * 1000
  const next = opens + (Math.floor((local - opens) / step) + 1) * step
  return next < end ? next : undefined
}

/** 1 = Monday … 7 = Sunday. 1 January 1970 was a Thursday. */
export const weekdayOf = (dayStart: number): number => ((((dayStart / day + 3) % 7) + 7) % 7) + 1

/** Minutes after midnight of a time like 08:00. */
export function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number)
  return hours * 60 + minutes
}

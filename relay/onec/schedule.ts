import type { Synchronisation } from '../../shared/commands.ts'
import type { Instant } from '../../shared/ids.ts'

export type Schedule = Synchronisation['schedule']

const minute = 60_000
const day = 24 * 60 * minute

/**
 * The next run after `now`: runs stand `everySeconds` apart, counted from the beginning of the window, on the chosen weekdays.
 * A window whose end is not after its beginning goes over midnight and belongs to the day on which it begins.
 * @param timeZoneOffset minutes east of UTC: the schedule is in the office's time.
 */
export function nextRunAt(schedule: Schedule, now: Instant, timeZoneOffset: number): Instant {
  const local = now + timeZoneOffset * minute
  const today = Math.floor(local / day) * day
  // Yesterday's window may still be open; a week from now the same weekday comes again.
  for (let offset = -1; offset <= 7; offset += 1) {
    const run = nextRunOfDay(schedule, today + offset * day, local)
    if (run !== undefined) return run - timeZoneOffset * minute
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
const weekdayOf = (dayStart: number): number => ((((dayStart / day + 3) % 7) + 7) % 7) + 1

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number)
  return hours * 60 + minutes
}

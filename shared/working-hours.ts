import type { Instant } from './ids.ts'
import type { InboxSettings } from './inbox-settings.ts'
import { minutesOf, nextRunAt, type OffsetAt, weekdayOf } from './schedule.ts'

export type WorkingHours = InboxSettings['workingHours']

const minute = 60_000
const day = 24 * 60 * minute

/** Since when the office has been open without a break; undefined: nobody works at this moment. Pure. */
export function openSince(hours: WorkingHours, now: Instant, offsetAt: OffsetAt): Instant | undefined {
  const shift = offsetAt(now) * minute
  const local = now + shift
  const today = Math.floor(local / day) * day
  // Yesterday's hours may still last.
  const begun = [today, today - day].find((start) => isWithin(hours, start, local))
  if (begun === undefined) return undefined
  // Round the clock: one day's end is the next one's beginning.
  let first = begun
  while (first > begun - 7 * day && isWithin(hours, first - day, opensOn(hours, first) - 1)) first -= day
  // The clocks may have been put forward or back since then: what counts is the hour that they showed.
  const opened = opensOn(hours, first)
  return opened - offsetAt(opened - shift) * minute
}

/** Whether somebody works at this moment. Pure. */
export const isOpen = (hours: WorkingHours, now: Instant, offsetAt: OffsetAt): boolean =>
  openSince(hours, now, offsetAt) !== undefined

/** When work begins next. Pure. */
export const opensAt = (hours: WorkingHours, now: Instant, offsetAt: OffsetAt): Instant =>
  nextRunAt({ ...hours, everySeconds: day / 1000 }, now, offsetAt)

const opensOn = ({ from }: WorkingHours, dayStart: number): number => dayStart + minutesOf(from) * minute

/** In local time: whether the hours of that day last at that moment. */
function isWithin(hours: WorkingHours, dayStart: number, local: number): boolean {
  if (!hours.weekdays.includes(weekdayOf(dayStart))) return false
  const opens = opensOn(hours, dayStart)
  const closes = dayStart + minutesOf(hours.to) * minute
  return local >= opens && local < (closes > opens ? closes : closes + day)
}

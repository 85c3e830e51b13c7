import type { Instant } from '../../shared/ids.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** When the office's day began, and when the next one begins. @param offset minutes east of UTC at a moment. */
export function officeDay(now: Instant, offset: (at: Instant) => number): { start: Instant; next: Instant } {
  const start = midnightBefore(now, offset)
  // A day may have 23 or 25 hours: a bit more than a whole one later is surely tomorrow's morning.
  return { start, next: midnightBefore(start + day + 3 * 60 * minute, offset) }
}

function midnightBefore(at: Instant, offset: (at: Instant) => number): Instant {
  const local = at + offset(at) * minute
  const midnight = Math.floor(local / day) * day
  // The offset of that midnight, not of now: the clocks may have been changed since.
  return midnight - offset(midnight - offset(at) * minute) * minute
}

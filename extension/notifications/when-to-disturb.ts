import type { Instant } from '../../shared/ids.ts'
import { minutesOf } from '../../shared/schedule.ts'
import type { DoNotDisturb, NotificationSettings, QuietHours } from './notification-settings.ts'

/** For how long a person may ask not to be disturbed. */
export const peaceTerms = ['hour', 'tomorrow', 'switchedOff'] as const
export type PeaceTerm = (typeof peaceTerms)[number]

const hour = 3_600_000
/** When a working day begins. */
const morning = 8

/** What «Не беспокоить» of this term means, said now. */
export function peaceFor(term: PeaceTerm, now: Instant): NonNullable<DoNotDisturb> {
  switch (term) {
    case 'hour':
      return { until: now + hour }
    case 'tomorrow': {
      const day = new Date(now)
      return { until: new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, morning).getTime() }
    }
    case 'switchedOff':
      return {}
    default:
      return term satisfies never
  }
}

/** One that is over is none. */
export const isPeace = (peace: DoNotDisturb, now: Instant): boolean =>
  peace !== undefined && (peace.until === undefined || now < peace.until)

/** Whether nothing is to pop up now. */
export const isQuietNow = (settings: NotificationSettings, peace: DoNotDisturb, now: Instant): boolean =>
  !settings.on || isPeace(peace, now) || isWithin(settings.quietHours, now)

/** By the clock on this computer's wall. What begins in the evening of a chosen day lasts into the next morning, whether that is chosen or not. */
export function isWithin({ on, from, to, weekdays }: QuietHours, now: Instant): boolean {
  if (!on) return false
  const wall = new Date(now)
  const time = wall.getHours() * 60 + wall.getMinutes()
  const [begins, ends] = [minutesOf(from), minutesOf(to)]
  const today = ((wall.getDay() + 6) % 7) + 1
  const yesterday = today === 1 ? 7 : today - 1
  if (begins < ends) return weekdays.includes(today) && time >= begins && time < ends
  return (weekdays.includes(today) && time >= begins) || (weekdays.includes(yesterday) && time < ends)
}

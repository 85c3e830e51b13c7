import type { Instant } from '../../shared/ids.ts'
import type { Language } from './language.ts'

const dayMs = 86_400_000

/** `12:41` */
export const clockTime = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** `12:41:15` */
export const secondsTime = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    at,
  )

/** Today the time, this year the day, else the whole date: what a list has room for. */
export function listTime(at: Instant, now: Instant, language: Language): string {
  if (startOfDay(at) === startOfDay(now)) return clockTime(at, language)
  if (new Date(at).getFullYear() === new Date(now).getFullYear()) {
    return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at)
  }
  return new Intl.DateTimeFormat(language, { dateStyle: 'short' }).format(at)
}

/** `сегодня`, `вчера`, `вторник, 3 ноября`, and with the year when it is another one. */
export function dayTitle(at: Instant, now: Instant, language: Language): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / dayMs)
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day')
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** Today `12:41`, else `3 нояб., 12:41`: a moment named inside a sentence. */
export function momentInWords(at: Instant, now: Instant, language: Language): string {
  if (startOfDay(at) === startOfDay(now)) return clockTime(at, language)
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** `сегодня`, `вчера`, `12 ноября`, and with the year when it is another one: a day named inside a sentence. */
export function dayInSentence(at: Instant, now: Instant, language: Language): string {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / dayMs)
  if (daysAgo === 0 || daysAgo === 1) {
    return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day')
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

export const startOfDay = (at: Instant): Instant => new Date(at).setHours(0, 0, 0, 0)

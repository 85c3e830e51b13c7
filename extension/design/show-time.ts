import type { Instant } from '../../shared/ids.ts'
import type { Language } from './language.ts'

const dayMs = 86_400_000

/*
 * What stands in the rows of the list is written by hand: the first use of `Intl.DateTimeFormat` costs a browser that has just started 15 to 30 ms, and the list waits for it.
 */
const monthNames: Record<Language, readonly string[]> = {
  ru: ['янв.', 'февр.', 'мар.', 'апр.', 'мая', 'июн.', 'июл.', 'авг.', 'сент.', 'окт.', 'нояб.', 'дек.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** `12:41` */
export function clockTime(at: Instant): string {
  const moment = new Date(at)
  return `${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`
}

/** `3 нояб.` */
function dayAndMonth(moment: Date, language: Language): string {
  const month = monthNames[language][moment.getMonth()]
  return language === 'en' ? `${month} ${moment.getDate()}` : `${moment.getDate()} ${month}`
}

/** `08.03.2025` */
function shortDate(moment: Date, language: Language): string {
  const [day, month, year] = [moment.getDate(), moment.getMonth() + 1, moment.getFullYear()]
  return language === 'en' ? `${month}/${day}/${year % 100}` : `${twoDigits(day)}.${twoDigits(month)}.${year}`
}

/** `12:41:15` */
export const secondsTime = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    at,
  )

/** Today the time, this year the day, else the whole date: what a list has room for. */
export function listTime(at: Instant, now: Instant, language: Language): string {
  if (startOfDay(at) === startOfDay(now)) return clockTime(at)
  const moment = new Date(at)
  const sameYear = moment.getFullYear() === new Date(now).getFullYear()
  return sameYear ? dayAndMonth(moment, language) : shortDate(moment, language)
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
  if (startOfDay(at) === startOfDay(now)) return clockTime(at)
  return `${dayAndMonth(new Date(at), language)}, ${clockTime(at)}`
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

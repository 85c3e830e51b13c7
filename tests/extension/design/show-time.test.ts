import { expect, test } from 'vitest'
import { clockTime, dayTitle, listTime, momentInWords } from '../../../extension/design/show-time.ts'

const now = new Date(2026, 10, 22, 12, 41).getTime()
const today = new Date(2026, 10, 22, 9, 5).getTime()
const yesterday = new Date(2026, 10, 21, 23, 59).getTime()
const thirdOfNovember = new Date(2026, 10, 3, 8, 0).getTime()
const lastYear = new Date(2025, 2, 8, 8, 0).getTime()

test('the list shows the time of today, the day of this year and the whole date of another', () => {
  expect(listTime(today, now, 'ru')).toBe('09:05')
  expect(listTime(yesterday, now, 'ru')).toBe('21 нояб.')
  expect(listTime(lastYear, now, 'ru')).toBe('08.03.2025')
})

test('a conversation names its days as people do', () => {
  expect(dayTitle(today, now, 'ru')).toBe('сегодня')
  expect(dayTitle(yesterday, now, 'ru')).toBe('вчера')
  expect(dayTitle(thirdOfNovember, now, 'ru')).toBe('вторник, 3 ноября')
  expect(dayTitle(lastYear, now, 'ru')).toContain('2025')
})

test('English names them in English', () => {
  expect(dayTitle(yesterday, now, 'en')).toBe('yesterday')
  expect(dayTitle(thirdOfNovember, now, 'en')).toBe('Tuesday, November 3')
})

test('midnight is 00:00, not 24:00', () => {
  expect(clockTime(new Date(2026, 10, 22, 0, 0).getTime())).toBe('00:00')
})

test('a sentence names the time of today and day and time of another day', () => {
  expect(momentInWords(today, now, 'ru')).toBe('09:05')
  expect(momentInWords(thirdOfNovember, now, 'ru')).toBe('3 нояб., 08:00')
})

test('the list names every day of the year as the browser itself would', () => {
  const days = Array.from({ length: 365 }, (_, day) => new Date(2025, 0, 1 + day, 7, 30).getTime())
  const december = new Date(2025, 11, 31, 23, 0).getTime()
  for (const language of ['ru', 'en'] as const) {
    const own = days.slice(0, -1).map((day) => listTime(day, december, language))
    const browsers = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
    expect(own).toEqual(days.slice(0, -1).map((day) => browsers.format(day)))
    const wholeDate = new Intl.DateTimeFormat(language, { dateStyle: 'short' })
    expect(days.map((day) => listTime(day, now, language))).toEqual(days.map((day) => wholeDate.format(day)))
  }
})

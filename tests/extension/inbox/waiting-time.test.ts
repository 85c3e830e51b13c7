import { beforeEach, expect, test } from 'vitest'
import { waitingTime } from '../../../extension/inbox/waiting-time.ts'
import { speak } from '../design/speak.ts'

const now = Date.UTC(2026, 10, 22, 12)
const minutesAgo = (minutes: number): number => now - minutes * 60_000

beforeEach(() => speak('ru'))

test('a client who has been waiting for 14 minutes is shown with his minutes, and it is long', () => {
  expect(waitingTime(minutesAgo(14), now)).toEqual({ text: 'ждёт 14 мин', level: 'long' })
})

test('from 15 minutes on it is too long', () => {
  expect(waitingTime(minutesAgo(15), now)?.level).toBe('tooLong')
})

test('up to 5 minutes nobody is alarmed', () => {
  expect(waitingTime(minutesAgo(4.9), now)).toEqual({ text: 'ждёт 4 мин', level: 'short' })
})

test('hours and days are said as hours and days', () => {
  expect(waitingTime(minutesAgo(125), now)?.text).toBe('ждёт 2 ч')
  expect(waitingTime(minutesAgo(60 * 50), now)?.text).toBe('ждёт 2 дн.')
})

test('in his first minute nothing is said, and nothing when nobody waits', () => {
  expect(waitingTime(minutesAgo(0.9), now)).toBeUndefined()
  expect(waitingTime(undefined, now)).toBeUndefined()
})

test('a clock that runs behind the relay does not make anybody wait since the future', () => {
  expect(waitingTime(now + 60_000, now)).toBeUndefined()
})

import { expect, it } from 'vitest'
import {
  askPhoneAgainAfter,
  mayBegin,
  slowAfter,
  tryFileAgainAfter,
  type UnderWay,
} from '../../../relay/whatsapp/media-rhythm.ts'
import { channelIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const [sales, support] = [newId(channelIdSchema), newId(channelIdSchema)]
const now = 1_000_000
const files = (count: number, channelId = sales, more: Partial<UnderWay> = {}): UnderWay[] =>
  Array.from({ length: count }, () => ({ channelId, since: now, asking: false, ...more }))
const live = { channelId: sales, fromHistory: false }

it('a channel fetches three files at once, and a fourth waits', () => {
  expect(mayBegin(files(2), live, now)).toBe(true)
  expect(mayBegin(files(3), live, now)).toBe(false)
})

it('another channel has room of its own', () => {
  expect(mayBegin(files(3), { ...live, channelId: support }, now)).toBe(true)
})

it('all numbers together fetch six files at once, however many they are', () => {
  const others = Array.from({ length: 6 }, () => files(1, newId(channelIdSchema))[0]).flatMap((one) => one ?? [])
  expect(mayBegin(others.slice(1), live, now)).toBe(true)
  expect(mayBegin(others, live, now)).toBe(false)
})

it('slow files no longer hold up the others, but there is an end to it', () => {
  const slow = { since: now - slowAfter }
  expect(mayBegin(files(3, sales, slow), live, now)).toBe(true)
  expect(mayBegin(files(12, sales, slow), live, now)).toBe(false)
})

it('the phone’s history leaves room for what comes live', () => {
  expect(mayBegin(files(2), { ...live, fromHistory: true }, now)).toBe(false)
  expect(mayBegin(files(2), live, now)).toBe(true)
})

it('a file that the phone is asked for takes no room', () => {
  expect(mayBegin(files(9, sales, { asking: true }), live, now)).toBe(true)
})

it('is tried again after seconds first, then up to an hour apart', () => {
  expect(tryFileAgainAfter(0, 0)).toBe(1_000)
  expect(tryFileAgainAfter(0, 1)).toBe(2_000)
  expect(tryFileAgainAfter(3, 1)).toBe(16_000)
  expect(tryFileAgainAfter(99, 1)).toBe(3_600_000)
})

it('the phone is asked again over days, and then no more', () => {
  const waits = [1, 2, 3, 4].map((asks) => askPhoneAgainAfter(asks) ?? 0)
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(3 * 86_400_000)
  expect(askPhoneAgainAfter(5)).toBeUndefined()
})

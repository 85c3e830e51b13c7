import { expect, it } from 'vitest'
import {
  aboutSilence,
  allowedSilence,
  noRhythm,
  type Rhythm,
  usualGap,
  withArrival,
} from '../../../relay/whatsapp/deafness.ts'

const minute = 60_000
const hour = 60 * minute
const noon = 1_793_620_800_000

/** So many arrivals, each so long after the one before, from a moment on. */
const used = (count: number, gap: number, from = noon, before: Rhythm = noRhythm): Rhythm =>
  Array.from({ length: count }).reduce<Rhythm>((rhythm, _, index) => withArrival(rhythm, from + index * gap), before)

it('knows nothing of a number that was hardly used yet, and gives it an hour', () => {
  expect(usualGap(used(5, minute), noon)).toBeUndefined()
  expect(allowedSilence(used(5, minute), noon)).toBe(hour)
})

it('learns from the arrivals how long a number is usually silent', () => {
  expect(usualGap(used(30, 3 * minute), noon)).toBe(3 * minute)
  expect(allowedSilence(used(30, 3 * minute), noon)).toBe(12 * minute)
})

it('takes the busy day and the quiet night apart', () => {
  const rhythm = used(25, 7 * minute, noon + 12 * hour, used(60, 2 * minute))
  expect(usualGap(rhythm, noon)).toBe(2 * minute)
  expect(usualGap(rhythm, noon + 13 * hour)).toBe(7 * minute)
})

it('learns nothing from a burst, nor from a clock that was set back', () => {
  expect(used(100, 10).gaps).toEqual([])
  expect(withArrival(used(2, minute), noon - hour).last).toBe(noon + minute)
})

it('forgets what is long ago', () => {
  expect(used(2_000, minute).gaps.length).toBeLessThanOrEqual(500)
})

const silent = (minutes: number, answeredAfter?: number) =>
  aboutSilence(used(30, 3 * minute), {
    heardAt: noon,
    answeredAt: answeredAfter === undefined ? undefined : noon + answeredAfter * minute,
    now: noon + minutes * minute,
  })

it('waits through a usual silence, and asks when it is far beyond', () => {
  expect(silent(5)).toEqual({ do: 'wait', forMs: 7 * minute })
  expect(silent(12)).toEqual({ do: 'ask' })
})

it('believes an answer for as long again, but not for ever', () => {
  expect(silent(14, 12)).toEqual({ do: 'wait', forMs: 10 * minute })
  expect(silent(24, 12)).toEqual({ do: 'ask' })
  expect(silent(48, 47)).toEqual({ do: 'renew' })
})

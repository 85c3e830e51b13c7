import { describe, expect, it } from 'vitest'
import { afterLeaving, type Bucket, fullBucket, mayLeaveAt, turnComesAt } from '../../../relay/outbox/pacing.ts'

const pace = { perMinute: 30, burst: 10 }
const start = 1_000_000

/** Lets as many go as want to, each as soon as it may. @returns when each left. */
function leave(count: number, random: () => number): number[] {
  let bucket: Bucket = fullBucket(pace, start)
  let now = start
  return Array.from({ length: count }, () => {
    now = Math.max(now, mayLeaveAt(bucket, now))
    bucket = afterLeaving(bucket, pace, now, random())
    return now
  })
}

describe('the pace of a number', () => {
  it('lets a burst go at once', () => {
    expect(leave(10, () => 0.5)).toEqual(Array(10).fill(start))
  })

  it('holds back what comes after the burst', () => {
    const [last] = leave(11, () => 0.5).slice(-1)
    expect(last).toBe(start + 2_000)
  })

  it('never beats evenly, but holds its pace in the long run', () => {
    let turn = 0
    const times = leave(310, () => {
      turn += 1
      return (turn * 0.37) % 1
    })
    const waits = times.slice(11).map((at, index) => at - (times[index + 10] ?? 0))
    expect(new Set(waits).size).toBeGreaterThan(10)
    expect(Math.max(...waits)).toBeLessThan(4_000)
    expect((times.at(-1) ?? 0) - start).toBeGreaterThan(590_000)
    expect((times.at(-1) ?? 0) - start).toBeLessThan(610_000)
  })

  it('gives the burst back to a number that was quiet', () => {
    let bucket = fullBucket(pace, start)
    for (let index = 0; index < 10; index += 1) bucket = afterLeaving(bucket, pace, start, 0.5)
    const later = start + 10 * 60_000
    for (let index = 0; index < 10; index += 1) {
      expect(mayLeaveAt(bucket, later)).toBeLessThanOrEqual(later)
      bucket = afterLeaving(bucket, pace, later, 0.5)
    }
    expect(mayLeaveAt(bucket, later)).toBeGreaterThan(later)
  })

  it('makes no hours of seconds when the clock is set back', () => {
    let bucket = fullBucket({ perMinute: 30, burst: 1 }, start)
    bucket = afterLeaving(bucket, { perMinute: 30, burst: 1 }, start, 0.5)
    const earlier = start - 900_000
    expect(mayLeaveAt(bucket, earlier) - earlier).toBeLessThanOrEqual(2_500)
  })

  it('tells those who stand in line about when it is their turn', () => {
    let bucket = fullBucket({ perMinute: 30, burst: 1 }, start)
    bucket = afterLeaving(bucket, { perMinute: 30, burst: 1 }, start, 0.5)
    expect(turnComesAt(bucket, pace, 0, start)).toBe(start + 2_000)
    expect(turnComesAt(bucket, pace, 3, start)).toBe(start + 8_000)
  })
})

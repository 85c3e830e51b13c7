import { describe, expect, it } from 'vitest'
import { isOpen, openSince, opensAt } from '../../shared/working-hours.ts'

const moscow = () => 180
/** In November 2026, in Moscow; the 2nd is a Monday. */
const at = (day: number, hours: number, minutes = 0) => Date.UTC(2026, 10, day, hours - 3, minutes)
const office = { from: '09:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] }
const night = { from: '20:00', to: '06:00', weekdays: [5] }
const always = { from: '00:00', to: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] }

describe('working hours', () => {
  it.each([
    ['on a Monday at noon', at(2, 12), true],
    ['when they begin', at(2, 9), true],
    ['a minute before', at(2, 8, 59), false],
    ['when they end', at(2, 18), false],
    ['on a Sunday', at(1, 12), false],
  ])('are known %s', (_, moment, open) => {
    expect(isOpen(office, moment, moscow)).toBe(open)
  })

  it('over midnight belong to the day on which they begin', () => {
    expect(isOpen(night, at(7, 3), moscow)).toBe(true)
    expect(isOpen(night, at(6, 3), moscow)).toBe(false)
    expect(openSince(night, at(7, 3), moscow)).toBe(at(6, 20))
  })

  it('begin at the hour that the clocks showed then, also in the night in which they are put back', () => {
    const back = Date.UTC(2026, 9, 25, 1)
    const berlin = (moment: number) => (moment < back ? 120 : 60)
    const saturdays = { ...night, weekdays: [6] }
    expect(openSince(saturdays, Date.UTC(2026, 9, 25, 3), berlin)).toBe(Date.UTC(2026, 9, 24, 18))
    expect(openSince(saturdays, Date.UTC(2026, 9, 25, 5), berlin)).toBeUndefined()
  })

  it('say since when somebody works without a break', () => {
    expect(openSince(office, at(3, 10), moscow)).toBe(at(3, 9))
    expect(openSince(office, at(3, 20), moscow)).toBeUndefined()
    expect(openSince(always, at(3, 10), moscow)).toBeLessThanOrEqual(at(1, 10))
    expect(openSince({ ...always, weekdays: [1, 2] }, at(3, 10), moscow)).toBe(at(2, 0))
  })

  it('say when work begins next', () => {
    expect(opensAt(office, at(2, 20), moscow)).toBe(at(3, 9))
    expect(opensAt(office, at(6, 20), moscow)).toBe(at(9, 9))
  })
})

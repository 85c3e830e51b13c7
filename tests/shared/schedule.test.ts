import { describe, expect, it } from 'vitest'
import { defaultSynchronisation } from '../../shared/commands.ts'
import { dueAt, isInWindow, isOpen, nextRunAt } from '../../shared/schedule.ts'
import { createTimeZoneOffset } from '../../shared/time-zone.ts'

const moscow = createTimeZoneOffset('Europe/Moscow')
const berlin = createTimeZoneOffset('Europe/Berlin')
/** 22 November 2026 is a Sunday. */
const at = (time: string) => Date.parse(`2026-11-${time}+03:00`)
const shown = (instant: number) => new Date(instant + 180 * 60_000).toISOString().slice(8, 19)
const { schedule } = defaultSynchronisation

describe('the next run of the schedule', () => {
  const next = (time: string, changes: object = {}) => shown(nextRunAt({ ...schedule, ...changes }, at(time), moscow))

  it.each([
    ['comes every 15 s from the beginning of the window', '22T10:00:07', {}, '22T10:00:15'],
    ['is never now', '22T10:00:15', {}, '22T10:00:30'],
    ['waits for the window to open', '22T03:00:00', {}, '22T08:00:00'],
    ['is tomorrow when the window closes', '22T20:59:50', {}, '23T08:00:00'],
    ['passes over days off', '20T20:59:50', { weekdays: [1, 2, 3, 4, 5] }, '23T08:00:00'],
    ['is in a week when only today is chosen', '22T21:30:00', { weekdays: [7] }, '29T08:00:00'],
    ['goes on after midnight', '23T01:00:00', { from: '21:00', to: '08:00', everySeconds: 60 }, '23T01:01:00'],
    [
      'belongs to the day on which the night began',
      '23T01:00:00',
      { from: '21:00', to: '08:00', weekdays: [1] },
      '23T21:00:00',
    ],
    ['is kept round the clock', '22T23:59:50', { from: '00:00', to: '00:00' }, '23T00:00:00'],
  ])('%s', (_, time, changes, expected) => {
    expect(next(time, changes)).toBe(expected)
  })

  it('stands in the office’s time, not in UTC', () => {
    expect(new Date(nextRunAt(schedule, Date.UTC(2026, 10, 22, 0), moscow)).toISOString()).toBe(
      '2026-11-22T05:00:00.000Z',
    )
  })
})

describe('where the clocks are changed', () => {
  const next = (utc: string, changes: object = {}) =>
    new Date(nextRunAt({ ...schedule, ...changes }, Date.parse(utc), berlin)).toISOString()

  it('the window opens at eight by the clock on the wall, in spring and in autumn', () => {
    expect(next('2026-03-28T20:30:00Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(next('2026-10-24T20:30:00Z')).toBe('2026-10-25T07:00:00.000Z')
  })
  it('and an ordinary day has no other hour', () => {
    expect(next('2026-03-27T20:30:00Z')).toBe('2026-03-28T07:00:00.000Z')
  })
  it('a night’s schedule goes on through the hour that is skipped, and the one that comes twice', () => {
    const night = { from: '20:00', to: '06:00' }
    expect(next('2026-03-29T00:59:45Z', night)).toBe('2026-03-29T01:00:00.000Z')
    expect(next('2026-10-25T00:59:45Z', night)).toBe('2026-10-25T01:00:00.000Z')
    expect(next('2026-10-25T01:00:00Z', night)).toBe('2026-10-25T01:00:15.000Z')
  })
  it('a window that opens in the hour that is skipped opens right after it', () => {
    expect(next('2026-03-29T00:30:00Z', { from: '02:30', to: '06:00' })).toBe('2026-03-29T01:30:00.000Z')
  })
})

describe('a run that came while nobody could look', () => {
  const due = (last: string, now: string) => shown(dueAt(schedule, at(last), at(now), moscow))

  it('is made up for, but not when another one has followed', () => {
    expect(due('22T10:00:00', '22T10:00:20')).toBe('22T10:00:15')
    expect(due('22T10:00:15', '22T10:00:20')).toBe('22T10:00:30')
    expect(due('22T09:00:00', '22T10:00:20')).toBe('22T10:00:15')
  })
  it('is not made up for at night', () => {
    expect(due('22T20:59:00', '22T23:00:00')).toBe('23T08:00:00')
    expect(isOpen(schedule, at('22T20:59:58'), moscow)).toBe(true)
    expect(isOpen(schedule, at('22T21:00:05'), moscow)).toBe(false)
  })
})

describe('whether replies leave now', () => {
  it('they do within the window, and not before, after, or on a day off', () => {
    expect(isInWindow(schedule, at('22T12:00:00'), moscow)).toBe(true)
    expect(isInWindow(schedule, at('22T07:00:00'), moscow)).toBe(false)
    expect(isInWindow(schedule, at('22T21:00:00'), moscow)).toBe(false)
    expect(isInWindow({ ...schedule, weekdays: [1] }, at('22T12:00:00'), moscow)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { onecStatus } from '../../../relay/onec/rhythm.ts'
import { nextRunAt } from '../../../relay/onec/schedule.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'

const moscow = 180
/** 22 November 2026 is a Sunday. */
const at = (time: string) => Date.parse(`2026-11-${time}+03:00`)
const shown = (instant: number) => new Date(instant + moscow * 60_000).toISOString().slice(8, 19)
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

describe('the rhythm of 1C', () => {
  const state = (heard: string | undefined, now: string, changes: object = {}, linked = '22T09:00:00') => {
    const bases = [{ linkedAt: at(linked), lastExchangeAt: heard === undefined ? undefined : at(heard) }]
    const synchronisation = { ...defaultSynchronisation, ...changes }
    return onecStatus({ bases, synchronisation, now: at(now), timeZoneOffset: moscow }).status.state
  }
  const every = (everySeconds: number) => ({ schedule: { ...schedule, everySeconds } })

  it('is in touch until four runs were missed', () => {
    expect(state('22T10:00:00', '22T10:00:59')).toBe('inTouch')
    expect(state('22T10:00:00', '22T10:01:00')).toBe('silent')
  })
  it('gives a frequent job a whole minute, and a rare one four runs', () => {
    expect(state('22T10:00:00', '22T10:00:59', every(1))).toBe('inTouch')
    expect(state('22T10:00:00', '22T10:01:00', every(1))).toBe('silent')
    expect(state('22T10:00:00', '22T13:59:59', every(3600))).toBe('inTouch')
    expect(state('22T10:00:00', '22T14:00:00', every(3600))).toBe('silent')
  })
  it('does not call the night silence', () => {
    expect(state('22T20:59:59', '23T07:59:59')).toBe('inTouch')
    expect(state('22T20:59:59', '23T08:00:46')).toBe('silent')
  })
  it('calls a base silent that was linked and never came', () => {
    expect(state(undefined, '22T09:00:30')).toBe('inTouch')
    expect(state(undefined, '22T09:01:00')).toBe('silent')
  })
  it('has none where no base is linked, or synchronising is off', () => {
    const nobody = {
      bases: [],
      synchronisation: defaultSynchronisation,
      now: at('22T10:00:00'),
      timeZoneOffset: moscow,
    }
    expect(onecStatus(nobody)).toEqual({ status: { state: 'none', replyRoute: 'through1c' } })
    expect(state('22T10:00:00', '22T12:00:00', { syncEnabled: false })).toBe('none')
  })
  it('says from when on it would be silent, and when 1C was last heard of', () => {
    const bases = [
      { linkedAt: at('01T09:00:00'), lastExchangeAt: at('22T09:00:00') },
      { linkedAt: at('01T09:00:00'), lastExchangeAt: at('22T10:00:00') },
    ]
    const found = onecStatus({
      bases,
      synchronisation: defaultSynchronisation,
      now: at('22T10:00:05'),
      timeZoneOffset: moscow,
    })
    expect(found.status).toEqual({ state: 'inTouch', replyRoute: 'through1c', lastExchangeAt: at('22T10:00:00') })
    expect(found.silentFrom).toBe(at('22T10:01:00'))
  })
})

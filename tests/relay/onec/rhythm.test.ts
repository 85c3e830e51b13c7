import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { alertsOf, isNews, onecStatus, type WatchedBase } from '../../../relay/onec/onec-status.ts'
import { type KnownBase, rhythmOf, troubleOf, troubleOfFailure } from '../../../relay/onec/rhythm.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'
import { baseIdSchema } from '../../../shared/ids.ts'
import { pushFailures } from '../../../shared/push-failure.ts'

const offsetAt = () => 180
/** 22 November 2026 is a Sunday. */
const at = (time: string) => Date.parse(`2026-11-${time}+03:00`)
const { schedule } = defaultSynchronisation
const id = v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000ba')

const trade: KnownBase = {
  id,
  linkedAt: at('22T09:00:00'),
  lastExchangeAt: at('22T10:00:00'),
  isPushedTo: false,
  pushFailure: undefined,
  job: undefined,
  ping: undefined,
}
const running = { enabled: true, lastRunAt: undefined }

describe('the rhythm of 1C', () => {
  const state = (heard: string | undefined, now: string, changes: object = {}, listeningSince = '01T00:00:00') => {
    const base = { ...trade, lastExchangeAt: heard === undefined ? undefined : at(heard) }
    const synchronisation = { ...defaultSynchronisation, ...changes }
    return rhythmOf(base, { synchronisation, listeningSince: at(listeningSince), now: at(now), offsetAt }).state
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
  it('does not blame 1C for the time in which the relay did not listen', () => {
    expect(state('20T10:00:00', '22T10:00:30', {}, '22T10:00:00')).toBe('inTouch')
    expect(state('20T10:00:00', '22T10:01:00', {}, '22T10:00:00')).toBe('silent')
  })
  it('counts the silence from the first run that was missed', () => {
    const found = rhythmOf(
      { ...trade, lastExchangeAt: at('21T20:59:50') },
      { synchronisation: defaultSynchronisation, listeningSince: 0, now: at('22T08:00:00'), offsetAt },
    )
    expect(found.missedFrom).toBe(at('22T08:00:00'))
    expect(found.silentFrom).toBe(at('22T08:00:45'))
  })
})

describe('what is wrong with a base', () => {
  const silent = (changes: Partial<KnownBase>) => troubleOf({ ...trade, ...changes }, 'silent')
  const inTouch = (changes: Partial<KnownBase>) => troubleOf({ ...trade, ...changes }, 'inTouch')

  it('nothing while it comes', () => {
    expect(inTouch({})).toBeUndefined()
    expect(inTouch({ job: { ...running, blocked: true } })).toBeUndefined()
  })
  it('that it never came, or has stopped to come, when nothing else is known', () => {
    expect(silent({ lastExchangeAt: undefined })).toBe('neverCame')
    expect(silent({})).toBe('missedRuns')
    expect(silent({ job: running })).toBe('missedRuns')
  })
  it('that its job is blocked or off, when it has said so before it fell silent, or says so when it is called', () => {
    expect(silent({ job: { ...running, blocked: true } })).toBe('jobsBlocked')
    expect(silent({ job: { ...running, enabled: false } })).toBe('jobOff')
    expect(silent({ isPushedTo: true, ping: { job: { ...running, blocked: true } } })).toBe('jobsBlocked')
  })
  it('that it is a copy or switched off at once, though it is not silent', () => {
    expect(inTouch({ job: { ...running, copy: true } })).toBe('isCopy')
    expect(inTouch({ job: { ...running, off: true } })).toBe('syncOff')
    expect(silent({ ping: { job: { ...running, off: true } } })).toBe('syncOff')
  })
  it('what its answer to a call says, rather than what it said before', () => {
    const job = { ...running, off: true }
    expect(silent({ job, isPushedTo: true, ping: { job: { ...running, enabled: false } } })).toBe('jobOff')
  })
  it('why it cannot be called, rather than what it said of its job when it still answered', () => {
    const job = { ...running, blocked: true }
    expect(silent({ job, isPushedTo: true, ping: { failure: 'unreachable' } })).toBe('unreachable')
    expect(silent({ isPushedTo: true, pushFailure: 'noLicence' })).toBe('noLicence')
  })
  it('that it does not come though it answers well', () => {
    expect(silent({ isPushedTo: true, pushFailure: 'serverError', ping: { job: running } })).toBe('missedRuns')
  })
  it('of a base that comes by itself only what will not pass: a wrong password, but no lost line', () => {
    expect(inTouch({ isPushedTo: true, pushFailure: 'unauthorized' })).toBe('wrongLogin')
    expect(inTouch({ isPushedTo: true, pushFailure: 'notFound' })).toBe('publication')
    expect(inTouch({ isPushedTo: true, pushFailure: 'unreachable' })).toBeUndefined()
    expect(inTouch({ isPushedTo: true, pushFailure: 'noLicence' })).toBeUndefined()
  })
  it('for every failure of a call one trouble', () => {
    expect(pushFailures.map(troubleOfFailure)).not.toContain(undefined)
  })
})

describe('the status that everybody is told', () => {
  const watched = (changes: Partial<WatchedBase>, state: 'inTouch' | 'silent' = 'inTouch'): WatchedBase => {
    const rhythm = { state, missedFrom: 0, silentFrom: 0, trouble: undefined }
    return { ...trade, name: 'Торговля', webAddress: undefined, channels: [], rhythm, ...changes }
  }
  const told = (bases: WatchedBase[], changes: object = {}) =>
    onecStatus({
      bases,
      synchronisation: { ...defaultSynchronisation, ...changes },
      now: at('22T10:00:07'),
      timeZone: 'Europe/Moscow',
      offsetAt,
    })

  it('is none where no base is linked, or synchronising is off', () => {
    expect(told([])).toEqual({ state: 'none', replyRoute: 'through1c', timeZone: 'Europe/Moscow' })
    const off = told([watched({})], { syncEnabled: false })
    expect(off.state).toBe('none')
    expect(off).not.toHaveProperty('nextRunAt')
  })
  it('says when the next run is, and by which schedule', () => {
    expect(told([watched({})])).toMatchObject({
      state: 'inTouch',
      lastExchangeAt: at('22T10:00:00'),
      nextRunAt: at('22T10:00:15'),
      schedule,
      timeZone: 'Europe/Moscow',
    })
  })
  it('says after how long a reply leaves without 1C, or nothing of it', () => {
    expect(told([watched({})], { withoutOnecAfterMinutes: 10 }).withoutOnecAfterMinutes).toBe(10)
    expect(told([watched({})])).not.toHaveProperty('withoutOnecAfterMinutes')
  })
  it('is silent only when every base is, and tells of each by name', () => {
    const rhythm = { state: 'silent' as const, missedFrom: 0, silentFrom: 0, trouble: 'jobsBlocked' as const }
    const status = told([watched({ rhythm }), watched({ name: 'Бухгалтерия' })])
    expect(status).toMatchObject({ state: 'inTouch', trouble: 'jobsBlocked' })
    expect(alertsOf(status)).toEqual([{ baseId: id, name: 'Торговля', trouble: 'jobsBlocked' }])
    expect(told([watched({ rhythm }), watched({ rhythm })]).state).toBe('silent')
  })
  it('is news when anything but the times has changed, and when it has come for the first time', () => {
    const before = told([watched({})])
    const later = told([watched({ lastExchangeAt: at('22T10:00:06') })])
    expect(isNews(before, { ...later, nextRunAt: at('22T10:00:30') })).toBe(false)
    expect(isNews(told([watched({ lastExchangeAt: undefined })]), before)).toBe(true)
    expect(isNews(before, told([watched({}, 'silent')]))).toBe(true)
    expect(isNews(before, told([watched({})], { replyRoute: 'direct' }))).toBe(true)
  })
})

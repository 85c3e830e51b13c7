import { describe, expect, it } from 'vitest'
import { type Circumstances, departureOf, isNews, whyOffline } from '../../../relay/outbox/departure.ts'

const now = 10_000_000
const usual: Circumstances = {
  now,
  readyAt: now - 10,
  notAfter: null,
  retryAt: now - 10,
  link: { online: true },
  acquaintance: 'writtenToUs',
  writeFirst: false,
  restriction: undefined,
  allowance: { used: 0, limit: 20, renewedAt: now + 3_600_000 },
  paceAt: now,
}
const away = (since: number, reason: 'notPaired' | 'offline' = 'offline') => ({ online: false as const, reason, since })

describe('whether a message leaves now', () => {
  it('leaves when nothing is in its way', () => {
    expect(departureOf(usual)).toEqual({ step: 'leave' })
  })

  it('fails when its time is over, also while the number is away', () => {
    expect(departureOf({ ...usual, notAfter: now - 1 })).toEqual({ step: 'fail', reason: 'expired' })
    expect(departureOf({ ...usual, link: away(0), notAfter: now - 1 })).toEqual({ step: 'fail', reason: 'expired' })
    expect(departureOf({ ...usual, notAfter: now })).toEqual({ step: 'leave' })
  })

  it('says that the number is away only when that is more than a moment', () => {
    expect(departureOf({ ...usual, readyAt: now - 500, link: away(now - 60_000) })).toEqual({
      step: 'wait',
      lookAt: now + 1_500,
    })
    expect(departureOf({ ...usual, readyAt: now - 60_000, link: away(now - 500) })).toEqual({
      step: 'wait',
      lookAt: now + 1_500,
    })
    expect(departureOf({ ...usual, readyAt: now - 2_000, link: away(now - 2_000, 'notPaired') })).toEqual({
      step: 'wait',
      hold: { reason: 'notPaired' },
    })
  })

  it('says until when the pace holds it, but not for a moment', () => {
    expect(departureOf({ ...usual, paceAt: now + 5_000 })).toEqual({
      step: 'wait',
      lookAt: now + 5_000,
      hold: { reason: 'pacing', until: now + 5_000 },
    })
    expect(departureOf({ ...usual, paceAt: now + 1_999 })).toEqual({ step: 'wait', lookAt: now + 1_999 })
  })

  it('keeps what a try that came to nothing has said', () => {
    expect(departureOf({ ...usual, retryAt: now + 30_000 })).toEqual({ step: 'wait', lookAt: now + 30_000 })
  })

  describe('to a stranger', () => {
    const stranger: Circumstances = { ...usual, acquaintance: 'stranger', writeFirst: true }

    it('leaves only where writing first is allowed', () => {
      expect(departureOf(stranger)).toEqual({ step: 'leave' })
      expect(departureOf({ ...stranger, writeFirst: false })).toEqual({
        step: 'fail',
        reason: 'firstMessageNotAllowed',
      })
      expect(departureOf({ ...stranger, acquaintance: 'begunByUs', writeFirst: false })).toEqual({ step: 'leave' })
    })

    it('waits for tomorrow when the day’s allowance is used up', () => {
      const used = { ...stranger.allowance, used: 20 }
      expect(departureOf({ ...stranger, allowance: used })).toMatchObject({
        hold: { reason: 'allowance', until: used.renewedAt },
      })
      expect(departureOf({ ...stranger, acquaintance: 'begunByUs', allowance: used })).toEqual({ step: 'leave' })
      expect(departureOf({ ...usual, allowance: used })).toEqual({ step: 'leave' })
    })

    it('waits for the end of a restriction, and is not even tried when none is known', () => {
      const until = now + 3_600_000
      expect(departureOf({ ...stranger, restriction: { until } })).toMatchObject({
        hold: { reason: 'restricted', until },
      })
      expect(departureOf({ ...stranger, restriction: {} })).toEqual({ step: 'fail', reason: 'restrictedByWhatsApp' })
      expect(departureOf({ ...usual, restriction: {} })).toEqual({ step: 'leave' })
      expect(departureOf({ ...stranger, restriction: { until: now } })).toEqual({ step: 'leave' })
    })
  })
})

describe('whether people have to be told of a hold', () => {
  it('yes, when the reason or the moment is another one', () => {
    expect(isNews(undefined, { reason: 'offline' })).toBe(true)
    expect(isNews({ reason: 'offline' }, { reason: 'pacing', until: now })).toBe(true)
    expect(isNews({ reason: 'pacing', until: now }, { reason: 'pacing', until: now + 10_001 })).toBe(true)
    expect(isNews({ reason: 'restricted' }, { reason: 'restricted', until: now })).toBe(true)
  })

  it('no, when an estimate has moved by less than they would notice', () => {
    expect(isNews({ reason: 'offline' }, { reason: 'offline' })).toBe(false)
    expect(isNews({ reason: 'pacing', until: now }, { reason: 'pacing', until: now - 9_000 })).toBe(false)
  })
})

it('tells a number without a phone from one that only has no connection', () => {
  expect(whyOffline('unlinked')).toBe('notPaired')
  expect(whyOffline('waitingForScan')).toBe('notPaired')
  expect(whyOffline('reconnecting')).toBe('offline')
  expect(whyOffline('suspect')).toBe('offline')
})

import { describe, expect, it } from 'vitest'
import { type NumberNow, sessionToTell } from '../../../relay/channels/session-told.ts'

const minute = 60_000
const number = (changes: Partial<NumberNow>): NumberNow => ({
  state: 'online',
  downSince: undefined,
  told: undefined,
  ...changes,
})

describe('1C is told how a number stands', () => {
  it.each([
    ['online', 'connected'],
    ['suspect', 'connected'],
    ['waitingForScan', 'qr'],
    ['unlinked', 'qr'],
    ['banned', 'offline'],
    ['replaced', 'offline'],
  ] as const)('at once when it is %s', (state, tell) => {
    expect(sessionToTell(number({ state }), 0)).toEqual({ tell, lookAt: undefined })
  })

  it('once, and not again after a restart that changes nothing', () => {
    expect(sessionToTell(number({ state: 'online', told: 'connected' }), 0).tell).toBeUndefined()
  })

  it('nothing of a connection that is back within a minute', () => {
    const lost = number({ state: 'reconnecting', downSince: 1000, told: 'connected' })
    expect(sessionToTell(lost, 1000 + minute - 1)).toEqual({ tell: undefined, lookAt: 1000 + minute })
  })

  it('that it is lost when it has not come back for a minute, and then no more of it', () => {
    const lost = number({ state: 'connecting', downSince: 1000, told: 'connected' })
    expect(sessionToTell(lost, 1000 + minute)).toEqual({ tell: 'offline', lookAt: undefined })
    expect(sessionToTell({ ...lost, told: 'offline' }, 1000 + 2 * minute)).toEqual({
      tell: undefined,
      lookAt: undefined,
    })
  })
})

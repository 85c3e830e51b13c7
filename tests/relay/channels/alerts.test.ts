import * as v from 'valibot'
import { expect, it } from 'vitest'
import { alertsOf, downSinceAfter, type WatchedChannel } from '../../../relay/channels/alerts.ts'
import { channelIdSchema } from '../../../shared/ids.ts'

const channelId = v.parse(channelIdSchema, '01932b6e-7c00-7000-8000-000000000001')
const number = (more: Partial<WatchedChannel> = {}): WatchedChannel => ({
  channelId,
  state: 'online',
  since: 1_000,
  downSince: undefined,
  deaf: false,
  ...more,
})
const kinds = (channel: WatchedChannel, now: number) => alertsOf([channel], now).alerts.map(({ kind }) => kind)

it('says nothing of a number that is online', () => {
  expect(alertsOf([number()], 1_000_000)).toEqual({ alerts: [], lookAgainAt: undefined })
})

it.each(['unlinked', 'replaced', 'banned', 'versionRefused'] as const)('tells at once of one that is %s', (state) => {
  expect(alertsOf([number({ state })], 1_000).alerts).toEqual([{ channelId, kind: state, since: 1_000 }])
})

it('tells of a number that is down after a minute, not before, and knows when to look', () => {
  const down = number({ state: 'reconnecting', downSince: 5_000 })
  expect(alertsOf([down], 64_999)).toEqual({ alerts: [], lookAgainAt: 65_000 })
  expect(alertsOf([down], 65_000).alerts).toEqual([{ channelId, kind: 'down', since: 5_000 }])
})

it('counts the minute over all attempts, and begins anew after the number was online', () => {
  const first = downSinceAfter(undefined, 'connecting', 1_000)
  const second = downSinceAfter(first, 'reconnecting', 30_000)
  expect(second).toBe(1_000)
  expect(downSinceAfter(second, 'online', 40_000)).toBeUndefined()
  expect(downSinceAfter(undefined, 'reconnecting', 50_000)).toBe(50_000)
})

it.each(['notPaired', 'waitingForScan', 'codesUsedUp', 'pairing', 'otherNumber'] as const)(
  'does not call a number down that nobody has linked: %s',
  (state) => {
    expect(downSinceAfter(1_000, state, 90_000)).toBeUndefined()
    expect(kinds(number({ state }), 1_000_000)).toEqual([])
  },
)

it('tells of one whose keys are damaged at once', () => {
  expect(kinds(number({ state: 'notPaired', trouble: 'damagedKeys' }), 1_000)).toEqual(['down'])
  expect(kinds(number({ state: 'notPaired', trouble: 'phoneRefused' }), 1_000)).toEqual([])
})

it('calls a suspect number deaf once new connections have not helped', () => {
  expect(kinds(number({ state: 'suspect', downSince: 1_000 }), 2_000)).toEqual([])
  expect(kinds(number({ state: 'suspect', downSince: 1_000, deaf: true }), 2_000)).toEqual(['deaf'])
})

it('tells of a restriction until its end, beside whatever else is wrong', () => {
  const restricted = number({ restriction: { since: 500, until: 9_000 } })
  expect(alertsOf([restricted], 1_000)).toEqual({
    alerts: [{ channelId, kind: 'restricted', since: 500 }],
    lookAgainAt: 9_000,
  })
  expect(kinds(restricted, 9_000)).toEqual([])
  expect(kinds(number({ state: 'banned', restriction: { since: 500 } }), 1_000)).toEqual(['banned', 'restricted'])
})

import { beforeEach, expect, it } from 'vitest'
import { type AlertWatch, watchAlerts } from '../../../relay/channels/watch-alerts.ts'
import type { ChannelAlert, ChannelState, ChannelStatus } from '../../../shared/channel-status.ts'
import { channelIdSchema } from '../../../shared/ids.ts'
import { standingClock } from '../../world/clock.ts'
import { countingIds } from '../../world/ids.ts'
import { handAlarm } from '../onec/hand-alarm.ts'

const minute = 60_000
const channelId = countingIds()(channelIdSchema)
let clock: ReturnType<typeof standingClock>
let hand: ReturnType<typeof handAlarm>
let told: ChannelAlert[][]
let status: ChannelStatus
let watch: AlertWatch

beforeEach(() => {
  clock = standingClock()
  hand = handAlarm()
  told = []
  status = { channelId, title: 'WhatsApp', position: 0, state: 'online', since: clock.now() }
  watch = watchAlerts({
    clock,
    setAlarm: hand.setAlarm,
    channels: () => [status],
    isDeaf: () => false,
    tell: (alerts) => void told.push(alerts),
  })
})

function becomes(state: ChannelState): void {
  status = { ...status, state, since: clock.now() }
  watch.look()
}

it('an administrator is told of a number that is down for a minute, though nothing else happens, and once that it is back', async () => {
  becomes('reconnecting')
  const since = clock.now()
  clock.forward(40_000)
  becomes('connecting')
  expect(told).toEqual([])
  clock.forward(20_000)
  await hand.ring(20_000)
  expect(told).toEqual([[{ channelId, kind: 'down', since }]])
  becomes('reconnecting')
  becomes('online')
  becomes('online')
  expect(told).toEqual([[{ channelId, kind: 'down', since }], []])
})

it('nobody is told of one that is back within the minute', () => {
  becomes('reconnecting')
  clock.forward(minute - 1)
  becomes('online')
  clock.forward(minute)
  watch.look()
  expect(told).toEqual([])
})

it('an administrator is told at once of one that was unlinked', () => {
  becomes('unlinked')
  expect(told).toEqual([[{ channelId, kind: 'unlinked', since: clock.now() }]])
})

import type { ChannelAlert, ChannelStatus } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'

/** A number as far as it decides about alerts. */
export interface WatchedChannel
  extends Pick<ChannelStatus, 'channelId' | 'state' | 'since' | 'restriction' | 'trouble'> {
  /** Since when it has had no connection, over all that was tried; undefined while it is online or nobody wants it to be. */
  downSince: Instant | undefined
  deaf: boolean
}

const minute = 60_000

/** What is wrong with numbers now; pure. `lookAgainAt`: when it can change without anything happening. */
export function alertsOf(
  channels: readonly WatchedChannel[],
  now: Instant,
): { alerts: ChannelAlert[]; lookAgainAt: Instant | undefined } {
  const turns = channels.flatMap(turnsOf).filter((at) => at > now)
  return {
    alerts: channels.flatMap((channel) => alertsOfOne(channel, now)),
    lookAgainAt: turns.length > 0 ? Math.min(...turns) : undefined,
  }
}

function alertsOfOne(channel: WatchedChannel, now: Instant): ChannelAlert[] {
  const { channelId, restriction } = channel
  const down = downAlert(channel, now)
  const restricted = restriction && (restriction.until === undefined || restriction.until > now)
  return [
    ...(down ? [{ channelId, ...down }] : []),
    ...(restricted ? [{ channelId, kind: 'restricted' as const, since: restriction.since }] : []),
  ]
}

function downAlert(channel: WatchedChannel, now: Instant): Omit<ChannelAlert, 'channelId'> | undefined {
  const { state, since, downSince } = channel
  if (state === 'unlinked' || state === 'replaced' || state === 'banned' || state === 'versionRefused')
    return { kind: state, since }
  if (channel.deaf) return { kind: 'deaf', since }
  // It will not come back by itself: no minute is needed.
  if (channel.trouble === 'damagedKeys') return { kind: 'down', since }
  return downSince !== undefined && now - downSince >= minute ? { kind: 'down', since: downSince } : undefined
}

const turnsOf = ({ downSince, restriction }: WatchedChannel): Instant[] => [
  ...(downSince === undefined ? [] : [downSince + minute]),
  ...(restriction?.until === undefined ? [] : [restriction.until]),
]

/** Since when a number has been down, after its state has become another one; pure. */
export function downSinceAfter(
  before: Instant | undefined,
  state: ChannelStatus['state'],
  now: Instant,
): Instant | undefined {
  const isDown = state === 'connecting' || state === 'reconnecting' || state === 'suspect'
  return isDown ? (before ?? now) : undefined
}

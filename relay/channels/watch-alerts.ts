import type { ChannelAlert, ChannelStatus } from '../../shared/channel-status.ts'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { SetAlarm } from '../timer.ts'
import { alertsOf, downSinceAfter } from './alerts.ts'

export interface AlertWatch {
  /** All that is wrong now. */
  now(): ChannelAlert[]
  /** To be called after everything that happens to a number. */
  look(): void
  stop(): void
}

export interface AlertWatchParts {
  clock: Clock
  setAlarm: SetAlarm
  channels: () => readonly ChannelStatus[]
  isDeaf: (id: ChannelId) => boolean
  /** Called once for each change. */
  tell: (alerts: ChannelAlert[]) => void
}

/** Keeps administrators told of numbers that are down. */
export function watchAlerts({ clock, setAlarm, channels, isDeaf, tell }: AlertWatchParts): AlertWatch {
  const downSince = new Map<ChannelId, Instant>()
  let told: ChannelAlert[] = []
  let cancel: () => void = () => {}

  const look = (): void => {
    cancel()
    const now = clock.now()
    const watched = channels().map((channel) => {
      const since = downSinceAfter(downSince.get(channel.channelId), channel.state, now)
      if (since === undefined) downSince.delete(channel.channelId)
      else downSince.set(channel.channelId, since)
      return { ...channel, downSince: since, deaf: isDeaf(channel.channelId) }
    })
    const { alerts, lookAgainAt } = alertsOf(watched, now)
    if (lookAgainAt !== undefined) cancel = setAlarm(lookAgainAt - now, look)
    if (JSON.stringify(alerts) === JSON.stringify(told)) return
    told = alerts
    tell(alerts)
  }
  return { now: () => told, look, stop: () => cancel() }
}

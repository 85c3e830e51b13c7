import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { SetAlarm } from '../timer.ts'
import type { Restriction } from './restriction.ts'

/** Without an end WhatsApp’s word counts for that long after it was last heard; then the next message finds out. Milliseconds. */
const countsFor = 60 * 60_000

/** What WhatsApp does not let the numbers do now. */
export interface Restrictions {
  /** `undefined`: WhatsApp has lifted it. */
  note(channelId: ChannelId, restriction: Restriction | undefined): void
  of(channelId: ChannelId): Restriction | undefined
}

/** @param onChange called when a number is restricted, differently restricted, or free again. */
export function createRestrictions(
  now: () => Instant,
  setAlarm: SetAlarm,
  onChange: (channelId: ChannelId) => void,
): Restrictions {
  const noted = new Map<ChannelId, Restriction & { heardAt: Instant }>()
  const of = (channelId: ChannelId): Restriction | undefined => {
    const known = noted.get(channelId)
    if (!known || now() >= (known.until ?? known.heardAt + countsFor)) return undefined
    const { heardAt: _heardAt, ...restriction } = known
    return restriction
  }
  return {
    of,
    note: (channelId, restriction) => {
      const before = of(channelId)
      if (!before && !restriction) return
      if (restriction)
        noted.set(channelId, { ...restriction, since: before?.since ?? restriction.since, heardAt: now() })
      else noted.delete(channelId)
      if (restriction)
        setAlarm(Math.max(0, (restriction.until ?? now() + countsFor) - now()), () => onChange(channelId))
      onChange(channelId)
    },
  }
}

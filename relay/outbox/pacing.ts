import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { Instant } from '../../shared/ids.ts'

/** How fast a number may send: `burst` messages at once, `perMinute` in the long run. */
export type Pace = Pick<ChannelSettings, 'perMinute' | 'burst'>

/** What is left of a number's burst, and when the next message may leave. */
export interface Bucket {
  readonly tokens: number
  /** When `tokens` was true. */
  readonly at: Instant
  readonly nextAt: Instant
}

export const fullBucket = ({ burst }: Pace, now: Instant): Bucket => ({ tokens: burst, at: now, nextAt: now })

const minute = 60_000
/** A machine is known by its even beat: each wait is up to a quarter shorter or longer. */
const jitter = 0.25

/** When the next message may leave; in the past or now while there is something left of the burst. */
export function mayLeaveAt({ at, nextAt }: Bucket, now: Instant): Instant {
  // The clock was set back: what was a wait of seconds must not become one of hours.
  return now < at ? Math.min(nextAt, now + (nextAt - at)) : nextAt
}

/** The bucket after a message has left. A wait that came out short makes the next one longer: in the long run the pace holds. */
export function afterLeaving(bucket: Bucket, pace: Pace, now: Instant, random: number): Bucket {
  const perToken = minute / pace.perMinute
  const grown = Math.max(0, now - bucket.at) / perToken
  const tokens = Math.min(pace.burst, bucket.tokens + grown) - 1
  const missing = Math.max(0, 1 - tokens)
  const wait = Math.round(missing * perToken * (1 - jitter + 2 * jitter * random))
  return { tokens, at: now, nextAt: now + wait }
}

/** About when the message that stands behind `ahead` others may leave. */
export const turnComesAt = (bucket: Bucket, pace: Pace, ahead: number, now: Instant): Instant =>
  Math.max(now, mayLeaveAt(bucket, now)) + Math.round((ahead * minute) / pace.perMinute)

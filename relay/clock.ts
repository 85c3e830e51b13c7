import type { Instant } from '../shared/ids.ts'

/** Time is passed in, so that tests decide it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }

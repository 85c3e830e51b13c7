import type { Instant } from '../../shared/ids.ts'

export type Cancel = () => void

/** Time is passed in, so that tests decide it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): Instant
  /** Does it once, later. Dies with the worker: the alarm is what wakes us then. */
  after(milliseconds: number, act: () => void): Cancel
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}

import type { Clock } from '../../relay/clock.ts'

/** A clock that stands until the test moves it. Begins on a Tuesday at 12:40 in Moscow. */
export function standingClock(start = Date.UTC(2026, 10, 3, 9, 40)): Clock & { forward(ms: number): void } {
  let now = start
  return {
    now: () => now,
    forward: (ms) => {
      now += ms
    },
  }
}

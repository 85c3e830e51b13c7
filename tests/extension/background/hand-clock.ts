import type { Clock } from '../../../extension/background/clock.ts'

export interface HandClock extends Clock {
  /** Lets so much time pass and does, in order, what was put off until then. */
  pass(milliseconds: number): void
}

export function createHandClock(start: number): HandClock {
  let now = start
  let timers: { at: number; act: () => void }[] = []
  return {
    now: () => now,
    after: (milliseconds, act) => {
      const timer = { at: now + milliseconds, act }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass: (milliseconds) => {
      const until = now + milliseconds
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers = timers.filter((timer) => timer !== next)
        now = next.at
        next.act()
      }
      now = until
    },
  }
}

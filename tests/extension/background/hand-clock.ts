import type { Clock } from '../../../extension/background/clock.ts'

export interface HandClock extends Clock {
  /** Lets so much time pass and does, in order, what was put off until then. */
  pass(milliseconds: number): void
  /** The computer sleeps: the time on the wall goes on, the timers stand still. */
  sleep(milliseconds: number): void
  /** In how many milliseconds the next thing is to be done. */
  nextIn(): number
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
    sleep: (milliseconds) => {
      now += milliseconds
      for (const timer of timers) timer.at += milliseconds
    },
    nextIn: () => Math.min(...timers.map((timer) => timer.at)) - now,
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

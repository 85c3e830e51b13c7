import { type ReadonlySignal, signal } from '@preact/signals'
import type { Instant } from '../../shared/ids.ts'

/** The time as a signal, for what grows old on the screen by itself: waiting times, the seconds of a code. */
export function createTickingClock(everyMs: number, now: () => Instant = Date.now): ReadonlySignal<Instant> {
  const current = signal(now())
  setInterval(() => {
    current.value = now()
  }, everyMs)
  return current
}

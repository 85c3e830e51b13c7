import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { liveQuery } from 'dexie'

export interface LiveSignal<T> {
  /** `undefined` until the first answer. */
  value: ReadonlySignal<T | undefined>
  stop(): void
}

/**
 * A Dexie query as a signal: it answers again whenever the rows that it read change, in this page or in the background.
 * @param prepare reads the signals the query depends on (a change of one starts it anew) and returns the query.
 * @param keep gives what was there before as far as the answer is no news (`steady-values.ts`); without it every answer is one.
 */
export function liveSignal<T>(
  prepare: () => () => Promise<T>,
  keep: (before: T | undefined, now: T) => T = (_, now) => now,
): LiveSignal<T> {
  const value = signal<T | undefined>(undefined)
  const stop = effect(() => {
    const subscription = liveQuery(prepare()).subscribe({
      next: (rows) => {
        value.value = keep(value.peek(), rows)
      },
      error: (cause) => reportError(cause),
    })
    return () => subscription.unsubscribe()
  })
  return { value, stop }
}

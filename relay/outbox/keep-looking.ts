import type { Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { Signal } from '../signal.ts'
import type { SetAlarm } from '../timer.ts'
import { retryDelayMs } from './retry-delay.ts'

export interface LookOut {
  /** Looks soon; while it looks, once more afterwards. */
  look(): void
  /** Resolves once the look under way is over; there will be no other. */
  stop(): Promise<void>
}

export interface LookOutParts {
  clock: Clock
  setAlarm: SetAlarm
  onError(error: unknown): void
  /** Whatever makes it worth looking. */
  wakes: readonly Signal[]
  /** @returns when to look again at the latest; undefined when only a wake can change anything. */
  lookOnce(): Promise<Instant | undefined>
}

/** Looks whenever something may have changed, never twice at the same time, and again when it said so. */
export function keepLooking({ clock, setAlarm, onError, wakes, lookOnce }: LookOutParts): LookOut {
  let stopped = false
  let looking: Promise<void> | undefined
  let lookAgain = false
  let cancelAlarm = () => {}

  const look = (): void => {
    lookAgain = true
    if (stopped) return
    looking ??= lookUntilQuiet().finally(() => {
      looking = undefined
      if (lookAgain) look()
    })
  }
  const lookUntilQuiet = async (): Promise<void> => {
    while (lookAgain && !stopped) {
      lookAgain = false
      cancelAlarm()
      const lookAt = await lookOnce().catch((error: unknown) => {
        onError(error)
        return clock.now() + retryDelayMs(3)
      })
      if (lookAt !== undefined && !stopped) cancelAlarm = setAlarm(Math.max(0, lookAt - clock.now()), look)
    }
  }
  const deaf = wakes.map((wake) => wake.listen(look))
  return {
    look,
    stop: async () => {
      stopped = true
      cancelAlarm()
      for (const stopListening of deaf) stopListening()
      await looking
    },
  }
}

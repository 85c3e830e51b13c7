/** Wakes one waiter. Rings that nobody waited for are one ring for who comes next: nothing is missed, and a storm is one wake-up. */
export interface Bell {
  ring(): void
  /** Settles at the next ring, at once when it rang since the last time, and when `end` fires. */
  heard(end: AbortSignal): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  const heard = (end: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const settle = () => {
        end.removeEventListener('abort', settle)
        wake = undefined
        rung = false
        resolve()
      }
      if (rung || end.aborted) return settle()
      wake = settle
      end.addEventListener('abort', settle)
    })
  return {
    ring: () => {
      rung = true
      wake?.() // undefined while nobody waits
    },
    heard,
  }
}

import type { SetAlarm } from '../../../relay/timer.ts'

interface SetOne {
  afterMs: number
  ring(): void
}

/** Alarms that ring when the test says so. */
export function handAlarm() {
  const set = new Set<SetOne>()
  const watchers = new Set<() => void>()
  const setAlarm: SetAlarm = (afterMs, ring) => {
    const one = { afterMs, ring }
    set.add(one)
    for (const look of [...watchers]) look()
    return () => set.delete(one)
  }
  const find = (afterMs: number) => [...set].find((one) => one.afterMs === afterMs)

  /** Settles once an alarm of this length is set. */
  const isSet = (afterMs: number): Promise<SetOne> =>
    new Promise((resolve) => {
      const look = () => {
        const one = find(afterMs)
        if (!one) return
        watchers.delete(look)
        resolve(one)
      }
      watchers.add(look)
      look()
    })
  /** Waits until an alarm of this length is set, and rings it. */
  const ring = async (afterMs: number): Promise<void> => {
    const one = await isSet(afterMs)
    set.delete(one)
    one.ring()
  }
  return { setAlarm, isSet, ring }
}

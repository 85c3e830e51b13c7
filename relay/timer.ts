/** Rings once after so many milliseconds, unless the function it gives back was called. Passed in, so that tests ring it. */
export type SetAlarm = (afterMs: number, ring: () => void) => () => void

export const systemAlarm: SetAlarm = (afterMs, ring) => {
  const timer = setTimeout(ring, afterMs)
  return () => clearTimeout(timer)
}

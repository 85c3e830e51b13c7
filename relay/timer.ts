/** Rings once after so many milliseconds, unless the function it gives back was called. Passed in, so that tests ring it. */
export type SetAlarm = (afterMs: number, ring: () => void) => () => void

export const systemAlarm: SetAlarm = (afterMs, ring) => {
  // Node would ring at once for more than 24 days. Too early is harmless: whoever is woken looks for himself.
  const timer = setTimeout(ring, Math.min(afterMs, 2 ** 31 - 1))
  return () => clearTimeout(timer)
}

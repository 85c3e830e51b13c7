import { vi } from 'vitest'

/** Waits until an expectation holds. A second, which is what vitest itself gives, is too short for a busy machine. */
export const until = <T>(expectation: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(expectation, { timeout: 10_000, interval: 2 })

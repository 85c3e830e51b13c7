import type { Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'

const windowMs = 15 * 60 * 1000
const wrongCodesAllowed = 10
/** No more addresses than this are remembered at once, so that a flood cannot fill the memory. */
const addressesKept = 10_000

/** Limits wrong codes per address: 10 in 15 minutes. */
export function createAttemptLimit(clock: Clock) {
  const wrong = new Map<string, Instant[]>()

  const recent = (address: string) => (wrong.get(address) ?? []).filter((at) => at > clock.now() - windowMs)

  return {
    /** Runs an attempt; one that is refused counts. @throws Refused `tooManyAttempts` */
    async attempt<T>(address: string, work: () => Promise<T>): Promise<T> {
      const before = recent(address)
      const [oldest] = before
      if (oldest !== undefined && before.length >= wrongCodesAllowed) {
        const seconds = Math.ceil((oldest + windowMs - clock.now()) / 1000)
        throw new Refused('tooManyAttempts', `Too many wrong codes: wait ${seconds} s.`, seconds)
      }
      // Counted before it is known to be wrong, so that attempts at the same moment cannot slip through.
      wrong.delete(address)
      wrong.set(address, [...before, clock.now()])
      const [first] = wrong.keys()
      if (wrong.size > addressesKept && first !== undefined) wrong.delete(first)
      const result = await work()
      wrong.delete(address)
      return result
    },
  }
}

export type AttemptLimit = ReturnType<typeof createAttemptLimit>

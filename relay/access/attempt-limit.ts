import type { Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'

const windowMs = 15 * 60 * 1000
const wrongTriesAllowed = 10
/** No more addresses and logins than this are remembered at once, so that a flood cannot fill the memory. */
const keysKept = 10_000

/** Limits wrong codes and passwords per address, and passwords per login: 10 in 15 minutes. */
export function createAttemptLimit(clock: Clock) {
  const wrong = new Map<string, Instant[]>()

  const recent = (key: string) => (wrong.get(key) ?? []).filter((at) => at > clock.now() - windowMs)
  const keep = (key: string, times: Instant[]) => {
    wrong.delete(key)
    if (times.length > 0) wrong.set(key, times)
    const [first] = wrong.keys()
    if (wrong.size > keysKept && first !== undefined) wrong.delete(first)
  }

  return {
    /**
     * Runs an attempt that is counted under each of these keys; one that is refused counts. @param isWrong which refusals count, else all.
     * @throws Refused `tooManyAttempts`
     */
    async attempt<T>(
      keys: readonly string[],
      work: () => Promise<T>,
      isWrong: (error: unknown) => boolean = () => true,
    ): Promise<T> {
      for (const key of keys) refuseTooMany(recent(key), clock.now())
      const at = clock.now()
      // Counted before it is known to be wrong, so that attempts at the same moment cannot slip through.
      for (const key of keys) keep(key, [...recent(key), at])
      try {
        const result = await work()
        for (const key of keys) wrong.delete(key)
        return result
      } catch (error) {
        if (!isWrong(error)) for (const key of keys) keep(key, withoutOne(recent(key), at))
        throw error
      }
    },
  }
}

export type AttemptLimit = ReturnType<typeof createAttemptLimit>

function refuseTooMany(before: readonly Instant[], now: Instant): void {
  const [oldest] = before
  if (oldest === undefined || before.length < wrongTriesAllowed) return
  const seconds = Math.ceil((oldest + windowMs - now) / 1000)
  throw new Refused('tooManyAttempts', `Too many wrong attempts: wait ${seconds} s.`, { retryAfterSeconds: seconds })
}

function withoutOne(times: readonly Instant[], at: Instant): Instant[] {
  const found = times.lastIndexOf(at)
  return times.filter((_, index) => index !== found)
}

import type { BaseId, Instant } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { noteJob } from '../store/bases.ts'
import type { Store } from '../store/open.ts'
import type { PingOutcome } from './rhythm.ts'

export interface Calls {
  /** What the last call came to, if it was made since then. */
  outcomeSince(base: BaseId, since: Instant): PingOutcome | undefined
  /** Calls a silent base when it is due. @returns when it is due again. */
  callSilent(base: BaseId): Instant
  check(base: BaseId): Promise<PingOutcome | undefined>
  /** A base may have another address or password now. */
  forget(): void
  stop(): void
  ended(): Promise<void>
}

export interface CallParts {
  store: Store
  clock: Clock
  /** Calls a base; undefined when it is not published. Never rejects for anything that 1C or the network can do. */
  ping(base: BaseId): Promise<PingOutcome | undefined>
  onError(error: unknown): void
}

/** A silent base is called again so often, in milliseconds: it says why it does not come, or that it is well again. */
const callAgainMs = 5 * 60_000

/** Calls to bases, one at a time to each. @param look is called when a base has answered, or has not. */
export function createCalls({ store, clock, ping, onError }: CallParts, look: () => void): Calls {
  const outcomes = new Map<BaseId, { at: Instant; outcome: PingOutcome | undefined }>()
  const underWay = new Map<BaseId, Promise<PingOutcome | undefined>>()
  let stopped = false

  const call = async (base: BaseId): Promise<PingOutcome | undefined> => {
    const outcome = await ping(base)
    if (stopped) return outcome
    outcomes.set(base, { at: clock.now(), outcome })
    const job = outcome && 'job' in outcome ? outcome.job : undefined // no base is published, or it did not answer
    if (job !== undefined) await store.write((tx) => noteJob(tx, base, JSON.stringify(job)))
    look()
    return outcome
  }
  const check = (base: BaseId): Promise<PingOutcome | undefined> => {
    const already = underWay.get(base)
    if (already) return already
    const calling = call(base).finally(() => underWay.delete(base))
    underWay.set(base, calling)
    return calling
  }
  return {
    check,
    forget: () => outcomes.clear(),
    outcomeSince: (base, since) => {
      const last = outcomes.get(base)
      return last && last.at >= since ? last.outcome : undefined // it was never called
    },
    callSilent: (base) => {
      const dueAt = (outcomes.get(base)?.at ?? -callAgainMs) + callAgainMs // the same
      if (clock.now() < dueAt || stopped) return dueAt
      if (!underWay.has(base)) check(base).catch(onError)
      return clock.now() + callAgainMs
    },
    stop: () => {
      stopped = true
    },
    ended: async () => {
      await Promise.allSettled(underWay.values())
    },
  }
}

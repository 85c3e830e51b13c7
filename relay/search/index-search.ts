import { performance } from 'node:perf_hooks'
import type { Store } from '../store/open.ts'
import { resumeSearch } from '../store/search-progress.ts'
import type { SetAlarm } from '../timer.ts'
import { indexStep } from './index-step.ts'

export interface IndexSearchParts {
  store: Store
  setAlarm: SetAlarm
  onError: (error: unknown) => void
  /** Starts a look at how busy this process is from here on, as a share of 1: else the event loop's own word. */
  watchLoad?: () => () => number
}

/** After something has happened; much that happens together is one step. */
const afterNews = 250
/** Between two steps, so that everybody else has his turn. */
const pause = 40
const rowsAtOnce = 100
const afterFailure = 5_000

/** While the relay has its hands full, for as long as that at most, nothing is indexed. */
const busy = 0.7
const longestWait = 10_000

/**
 * Follows the journal and writes what can be searched: after the commit, in small steps, each of which can be done again, and only while there is time for it. What takes messages in
 * does nothing for it. After the update that brought the search it does the same with all old messages, the newest first.
 */
export function startIndexing(parts: IndexSearchParts): { stop(): Promise<void> } {
  const { store, onError } = parts
  const ending = new AbortController()
  const wait = (ms: number) => waitFor(parts.setAlarm, ms, ending.signal)
  let hasNews = true
  let isResumed = false
  let working: Promise<void> | undefined
  const work = async () => {
    if (!isResumed) await store.write(resumeSearch)
    isResumed = true
    while (hasNews && !ending.signal.aborted) {
      hasNews = false
      await untilThereIsTime(parts, wait, ending.signal)
      while (!ending.signal.aborted && (await indexStep(store, rowsAtOnce)))
        await untilThereIsTime(parts, (ms) => wait(Math.min(ms, pause)), ending.signal)
    }
  }
  const wake = () => {
    hasNews = true
    working ??= work()
      .catch(async (error: unknown) => {
        hasNews = true
        onError(error)
        await wait(afterFailure)
      })
      .finally(() => {
        working = undefined
        if (hasNews && !ending.signal.aborted) wake()
      })
  }
  const stopListening = store.journalGrew.listen(wake)
  wake()
  return {
    stop: async () => {
      stopListening()
      ending.abort()
      await working
    },
  }
}

async function untilThereIsTime(
  { watchLoad = loadOfThisProcess }: IndexSearchParts,
  wait: (ms: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const began = performance.now()
  do {
    const load = watchLoad()
    await wait(afterNews)
    if (load() < busy) return
  } while (!signal.aborted && performance.now() - began < longestWait)
}

function loadOfThisProcess(): () => number {
  const before = performance.eventLoopUtilization()
  return () => performance.eventLoopUtilization(before).utilization
}

function waitFor(setAlarm: SetAlarm, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = setAlarm(ms, end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

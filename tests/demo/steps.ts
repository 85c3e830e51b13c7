import { performance } from 'node:perf_hooks'

/** Steps that are told one line each, with the milliseconds they took. */
export function createSteps(say: (line: string) => void) {
  let passed = 0
  let failed = 0
  return {
    /** Runs a step; a failed one is told and ends the play. @param withinMs the promise, where there is one */
    async step(title: string, work: () => Promise<unknown>, withinMs?: number): Promise<void> {
      const began = performance.now()
      try {
        await work()
        const ms = performance.now() - began
        if (withinMs !== undefined && ms > withinMs)
          throw new Error(`took ${ms.toFixed(0)} ms, promised are ${withinMs}`)
        passed += 1
        say(`  ok    ${ms.toFixed(0).padStart(6)} ms   ${title}`)
      } catch (error) {
        failed += 1
        say(
          `  FAIL  ${(performance.now() - began).toFixed(0).padStart(6)} ms   ${title}: ${error instanceof Error ? error.message : String(error)}`,
        )
        throw error
      }
    },
    totals: () => ({ passed, failed }),
  }
}

/** Settles as soon as this holds; for what has no event of its own. */
export async function until(holds: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

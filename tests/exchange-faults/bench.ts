import { runExchangeFaults } from './run.ts'
import type { Verdict } from './verdict.ts'

/** The same as the test, with as many events as one wants, in each way; ends with 1 when something was lost, doubled or out of order. */
export async function benchFaults(
  say: (line: string) => void,
  { events, seed }: { events: number; seed: number },
): Promise<Record<'pull' | 'push' | 'both', Verdict>> {
  const run = async (way: 'pull' | 'push' | 'both'): Promise<Verdict> => {
    const began = performance.now()
    const verdict = await runExchangeFaults({ events, seed, way })
    say(`${way}, ${Math.round(performance.now() - began)} ms: ${JSON.stringify(verdict)}`)
    if (verdict.lost + verdict.doubled + verdict.outOfOrder > 0) process.exitCode = 1
    return verdict
  }
  return { pull: await run('pull'), push: await run('push'), both: await run('both') }
}

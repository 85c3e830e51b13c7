import type { Reporter, TestModule } from 'vitest/node'

/** Says the true totals in the last line: `N passed, N failed`. A file that could not even be loaded counts as failed. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const totals = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed' || state === 'skipped') totals[state] += 1
      }
      if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0) totals.failed += 1
    }
    const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
    process.on('exit', (code) => {
      // A set-up that broke before any test is a failure too.
      const failed = code === 0 ? totals.failed : Math.max(1, totals.failed)
      process.stdout.write(`\n${totals.passed} passed, ${failed} failed${skipped}\n`)
    })
  }
}

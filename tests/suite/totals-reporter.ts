import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { type FileTotals, totalsLine } from './totals.ts'

/** Says the true totals in the last line: `N passed, N failed`. Where `TOTALS_TO` names a file, they are written there instead: whoever started us says the last line. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const totals = { files: modules.map(totalsOf), errors: errors.length }
    const { TOTALS_TO } = process.env
    if (TOTALS_TO !== undefined) writeFileSync(TOTALS_TO, JSON.stringify(totals))
    else process.on('exit', (code) => process.stdout.write(`\n${totalsLine(totals, code)}\n`))
  }
}

function totalsOf(module: TestModule): FileTotals {
  const totals = {
    project: module.project.name,
    path: relative(process.cwd(), module.moduleId),
    passed: 0,
    failed: 0,
    skipped: 0,
  }
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed' || state === 'failed' || state === 'skipped') totals[state] += 1
  }
  if (module.state() === 'failed' && totals.failed === 0) totals.failed = 1
  return totals
}

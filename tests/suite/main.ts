import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { isGreen, type RunTotals, runTotalsSchema, toTellAgain, totalsLine, withSecondTelling } from './totals.ts'

/**
 * `npm test`: all tests (`npm test -- <part of a name>`: some), and of a few files that failed a second telling, alone on the machine. Real browsers and relays share two processors with the next file's; a sentence that is
 * false fails twice. What passes only then is named as unsteady, to be mended. The last line is `N passed, N failed`.
 */
const folder = mkdtempSync(join(tmpdir(), 'suite-'))
const first = tell('first', process.argv.slice(2))
const again = toTellAgain(first.totals)
const outcome = again.length === 0 ? first : toldAgain(again)
rmSync(folder, { recursive: true })
process.stdout.write(`\n${totalsLine(outcome.totals, outcome.exitCode)}\n`)
process.exit(outcome.exitCode)

interface Told {
  totals: RunTotals
  exitCode: number
}

function toldAgain(paths: string[]): Told {
  process.stdout.write(`\nTold once more, alone: ${paths.join(', ')}\n`)
  const second = tell('second', [...paths, '--maxWorkers', '1'])
  const totals = withSecondTelling(first.totals, second.totals)
  const failed = new Set(second.totals.files.filter((file) => file.failed > 0).map(({ path }) => path))
  for (const path of paths.filter((each) => !failed.has(each))) process.stdout.write(`UNSTEADY: ${path}\n`)
  return { totals, exitCode: isGreen(totals) ? second.exitCode : Math.max(1, second.exitCode) }
}

function tell(name: string, asked: string[]): Told {
  const path = join(folder, `${name}.json`)
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...asked], {
    stdio: 'inherit',
    env: { ...process.env, TOTALS_TO: path },
  })
  return { totals: read(path), exitCode: status ?? 1 }
}

/** A runner that broke before its first test has written nothing. */
function read(path: string): RunTotals {
  try {
    return v.parse(runTotalsSchema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { files: [], errors: 1 }
  }
}

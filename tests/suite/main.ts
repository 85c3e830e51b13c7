import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  type FileTotals,
  isGreen,
  nameOf,
  type RunTotals,
  runTotalsSchema,
  toTellAgain,
  totalsLine,
  withSecondTelling,
} from './totals.ts'

/**
 * `npm test`: all tests (`npm test -- <part of a name>`: some), and of a few files that failed a second telling, each alone on the machine. Real browsers and relays share two processors
 * with the next file's; a sentence that is false fails twice. What passes only then is named as unsteady, to be mended. The last line is `N passed, N failed`.
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

function toldAgain(files: FileTotals[]): Told {
  const outcome = { ...first, exitCode: 0 }
  for (const { project, path } of files) {
    const name = nameOf({ project, path })
    process.stdout.write(`\nTold once more, alone: ${name}\n`)
    const second = tell(`again ${project}`, [path, '--project', project])
    outcome.totals = withSecondTelling(outcome.totals, second.totals)
    outcome.exitCode ||= second.exitCode
    if (isGreen(second.totals)) process.stdout.write(`UNSTEADY: ${name}\n`)
  }
  return { ...outcome, exitCode: isGreen(outcome.totals) ? outcome.exitCode : 1 }
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

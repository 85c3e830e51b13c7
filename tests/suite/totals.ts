import * as v from 'valibot'

/** What became of one file. One that could not even be loaded has failed once. */
export interface FileTotals {
  /** A story may be told in several browsers: each is a project of its own. */
  project: string
  path: string
  passed: number
  failed: number
  skipped: number
}

/** What became of a run. */
export interface RunTotals {
  files: FileTotals[]
  /** Errors that belong to no test. */
  errors: number
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const runTotalsSchema: v.GenericSchema<unknown, RunTotals> = v.object({
  files: v.array(v.object({ project: v.string(), path: v.string(), passed: count, failed: count, skipped: count })),
  errors: count,
})

/** More than so many at once is no bad luck. */
const mostToTellAgain = 3

/** The files that deserve a second telling, alone: a few that failed among many that passed. What nobody can blame on one file is red at once. */
export function toTellAgain({ files, errors }: RunTotals): FileTotals[] {
  const failed = files.filter((file) => file.failed > 0)
  return errors > 0 || failed.length > mostToTellAgain || failed.length === files.length ? [] : failed
}

export const nameOf = ({ project, path }: Pick<FileTotals, 'project' | 'path'>): string => `${project} ${path}`

/** The second telling of a file counts in the first one's place, in the same project. */
export function withSecondTelling(first: RunTotals, second: RunTotals): RunTotals {
  const again = new Map(second.files.map((file) => [nameOf(file), file]))
  return {
    files: first.files.map((file) => again.get(nameOf(file)) ?? file),
    errors: first.errors + second.errors,
  }
}

export const isGreen = ({ files, errors }: RunTotals): boolean =>
  errors === 0 && files.length > 0 && files.every(({ failed }) => failed === 0)

/** `N passed, N failed`, and what was skipped. `exitCode` is the runner's: a set-up that broke before any test is a failure too. */
export function totalsLine({ files, errors }: RunTotals, exitCode: number): string {
  const sum = (of: 'passed' | 'failed' | 'skipped') => files.reduce((total, file) => total + file[of], 0)
  const failed = sum('failed') + errors
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  return `${sum('passed')} passed, ${exitCode === 0 ? failed : Math.max(1, failed)} failed${skipped}`
}

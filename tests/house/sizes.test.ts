import { describe, expect, it } from 'vitest'
import { functionsOf, sourceFiles } from './source-files.ts'

const product = sourceFiles('shared', 'relay', 'extension')

/** What stands above the limits, each with its reason. */
const longFiles: Record<string, string> = {}
const longFunctions: Record<string, string> = {
  'relay/store/migrations/0001-spine.ts:up': 'a migration lists its tables from top to bottom',
  'relay/store/migrations/0002-whatsapp.ts:up': 'a migration lists its tables from top to bottom',
  'relay/store/migrations/0004-inbox.ts:up': 'a migration lists its tables from top to bottom',
  'relay/store/migrations/0003-onec.ts:up': 'a migration lists its tables from top to bottom',
  'relay/app.ts:startRelay': 'the one place that composes: a list of parts, no decision',
  'extension/conversation/create-composer-state.ts:createComposerState':
    'signals and verbs of one thing; the decisions are in files beside it',
}

const percentile95 = (sizes: number[]): number =>
  [...sizes].sort((one, other) => one - other)[Math.floor(sizes.length * 0.95)] ?? 0

describe('the tail of sizes', () => {
  const files = product.map(({ path, lines }) => ({ name: path, lines }))
  const functions = product.flatMap(functionsOf)

  it('of files: 95 of 100 have at most 150 lines, none above 250 without a reason', () => {
    expect(percentile95(files.map(({ lines }) => lines))).toBeLessThanOrEqual(150)
    expect(files.filter(({ name, lines }) => lines > 250 && !(name in longFiles))).toEqual([])
  })

  it('of functions: 95 of 100 have at most 30 lines, none above 50 without a reason', () => {
    expect(percentile95(functions.map(({ lines }) => lines))).toBeLessThanOrEqual(30)
    expect(functions.filter(({ name, lines }) => lines > 50 && !(name in longFunctions))).toEqual([])
  })

  it('keeps no reason for what is short again', () => {
    const long = new Set(
      [...files.filter(({ lines }) => lines > 250), ...functions.filter(({ lines }) => lines > 50)].map(
        ({ name }) => name,
      ),
    )
    expect([...Object.keys(longFiles), ...Object.keys(longFunctions)].filter((name) => !long.has(name))).toEqual([])
  })
})

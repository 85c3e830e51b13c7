import { describe, expect, test } from 'vitest'
import { isGreen, toTellAgain, totalsLine, withSecondTelling } from '../suite/totals.ts'

const file = (path: string, failed = 0, project = 'stories') => ({ project, path, passed: 3, failed, skipped: 0 })
const run = (...files: ReturnType<typeof file>[]) => ({ files, errors: 0 })
const green = Array.from({ length: 5 }, (_each, place) => file(`green-${place}`))

describe('a file that failed', () => {
  test('is told once more, alone', () =>
    expect(toTellAgain(run(...green, file('story', 1)))).toEqual([file('story', 1)]))

  test('and what passes then is green', () => {
    const totals = withSecondTelling(run(...green, file('story', 1)), run(file('story')))
    expect(isGreen(totals)).toBe(true)
    expect(totalsLine(totals, 0)).toBe('18 passed, 0 failed')
  })

  test('and what fails again is red', () => {
    const totals = withSecondTelling(run(...green, file('story', 1)), run(file('story', 2)))
    expect(isGreen(totals)).toBe(false)
    expect(totalsLine(totals, 1)).toBe('18 passed, 2 failed')
  })
})

test('a story that fails in one browser is not excused by its success in the other', () => {
  const first = run(...green, file('story', 1, 'stories'), file('story', 1, 'firefox'))
  expect(isGreen(withSecondTelling(first, run(file('story', 0, 'stories'))))).toBe(false)
  expect(isGreen(withSecondTelling(first, run(file('story', 0, 'stories'), file('story', 0, 'firefox'))))).toBe(true)
})

test('many that failed are no bad luck: they are red at once', () => {
  expect(toTellAgain(run(...green, ...[1, 2, 3, 4].map((each) => file(`story-${each}`, 1))))).toEqual([])
})

test('a single file that was asked for is not told twice', () => {
  expect(toTellAgain(run(file('story', 1)))).toEqual([])
})

test('an error that belongs to no file is red at once', () => {
  expect(toTellAgain({ ...run(...green, file('story', 1)), errors: 1 })).toEqual([])
})

test('a runner that broke before its first test is red', () => {
  expect(isGreen({ files: [], errors: 0 })).toBe(false)
  expect(totalsLine({ files: [], errors: 0 }, 1)).toBe('0 passed, 1 failed')
})

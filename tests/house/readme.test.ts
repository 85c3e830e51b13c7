import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync('package.json', 'utf8')),
)

describe('the README', () => {
  const commands = [...readme.matchAll(/npm (?:run )?(start|test|[a-z:-]+)\b/g)].map((match) => match[1] ?? '')

  it('names commands', () => {
    expect(commands).toEqual(expect.arrayContaining(['start', 'test', 'demo']))
  })

  it('names only commands that exist', () => {
    const known = new Set([...Object.keys(scripts), 'ci', 'run'])
    expect(commands.filter((command) => !known.has(command))).toEqual([])
  })

  it('is what CI calls, to the letter', () => {
    const [testCommand] = /npm ci && npm test/.exec(readme) ?? []
    expect(readFileSync('.ci/run', 'utf8')).toContain(testCommand ?? 'the README has no test command')
  })

  it('shows only pictures and files that are there', () => {
    const places = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '')
    expect(places.length).toBeGreaterThan(0)
    expect(places.filter((place) => !existsSync(place))).toEqual([])
  })

  it('names every setting of the relay', () => {
    const settings = [...readFileSync('relay/settings.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): v\./gm)].map(
      (match) => match[1] ?? '',
    )
    expect(settings.length).toBeGreaterThan(5)
    expect(settings.filter((name) => !readme.includes(name))).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { repositoryFiles, sourceFiles } from './source-files.ts'

const files = repositoryFiles()

describe('the names of the house', () => {
  it('say something: no dumping grounds', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|lib|types|constants|core|managers?|services?)(\/|\.tsx?$)/i
    // The folders of a dump are 1C's own: Constants, CommonModules.
    const ours = files.filter((path) => !path.startsWith('relay/onec/configuration-extension/'))
    expect(ours.filter((path) => empty.test(path))).toEqual([])
  })

  it('of source files are in kebab-case', () => {
    const source = files.filter((path) => /^(shared|relay|extension|tests)\/.*\.tsx?$/.test(path))
    expect(source.filter((path) => !/\/([a-z0-9]+(-[a-z0-9]+)*)(\.test|\.d|\.content)?\.tsx?$/.test(path))).toEqual([])
  })

  it('of classes and types are the shop’s words, not Manager, Handler, Processor, Helper', () => {
    const vague = /\b(?:class|interface|type|function|const)\s+\w*(?:Manager|Handler|Processor|Helper|Util)\b/
    expect(
      sourceFiles('shared', 'relay', 'extension')
        .filter(({ text }) => vague.test(text))
        .map(({ path }) => path),
    ).toEqual([])
  })

  it('of no machine and no registry are written down', () => {
    const texts = files.filter((path) => !/\.(png|svg)$/.test(path))
    const foreign = texts.filter((path) =>
      /registry\.npmjs|\/root\/|\/work\/|deb\.debian\.org/.test(
        readFileSync(path, 'utf8').replaceAll('relay/work', ''),
      ),
    )
    expect(foreign.filter((path) => path !== 'tests/house/names.test.ts')).toEqual([])
  })
})

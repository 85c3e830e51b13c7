import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const rows = readFileSync('docs/complaints.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split(' | '))

it('each complaint has a cure and a sentence that proves it', () => {
  const numbers = rows.map(([number = '']) => Number(number.replace('|', '')))
  expect(numbers.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
  for (const [, , cure = '', proof = ''] of rows) {
    expect(cure).toMatch(/`(relay|extension)\/.+`/)
    expect(proof).toMatch(/`tests\/.+`: «.+»/)
  }
})

it('the cures are there', () => {
  const files = rows.flatMap(([, , cure = '']) =>
    [...cure.matchAll(/`((?:relay|extension)\/[^`]+)`/g)].map(([, file = '']) => file),
  )
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})

it('the sentences that prove them stand in their tests', () => {
  const proofs = rows.flatMap(([, , , proof = '']) =>
    proof.split('; `').map((part) => {
      const file = /`?(tests\/[^`]+)`/.exec(part)?.[1] ?? ''
      return { file, sentences: [...part.matchAll(/«([^»]+)»/g)].map(([, sentence = '']) => sentence) }
    }),
  )
  const missing = proofs.flatMap(({ file, sentences }) => {
    if (file === '') return []
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    return sentences.filter((sentence) => !text.includes(`'${sentence}'`)).map((sentence) => `${file}: ${sentence}`)
  })
  expect(missing).toEqual([])
})

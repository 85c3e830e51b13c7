import { expect, it } from 'vitest'
import { rangeOf, rangeStillFits } from '../../../relay/api/byte-range.ts'
import { dispositionOf } from '../../../relay/api/give-file.ts'

it.each([
  ['from a byte on', 'bytes=2-', { start: 2, end: 9 }],
  ['a piece', 'bytes=2-4', { start: 2, end: 4 }],
  ['more than there is', 'bytes=8-99', { start: 8, end: 9 }],
  ['the last bytes', 'bytes=-3', { start: 7, end: 9 }],
  ['more last bytes than there are', 'bytes=-30', { start: 0, end: 9 }],
  ['nothing of the file', 'bytes=10-', 'unsatisfiable'],
  ['no last byte', 'bytes=-0', 'unsatisfiable'],
])('a range of %s', (_what, header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected)
})

it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=4-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=a-b'])(
  'what is no single range of bytes (%s) gets the whole file',
  (header) => {
    expect(rangeOf(header, 10)).toBeUndefined()
  },
)

it('nothing can be asked of an empty file', () => {
  expect(rangeOf('bytes=0-', 0)).toBe('unsatisfiable')
  expect(rangeOf('bytes=-5', 0)).toBe('unsatisfiable')
})

it('a download is resumed only with the very same bytes', () => {
  expect(rangeStillFits(undefined, '"a"')).toBe(true)
  expect(rangeStillFits('"a"', '"a"')).toBe(true)
  expect(rangeStillFits('"b"', '"a"')).toBe(false)
})

it('a name can neither break the header nor the answer', () => {
  expect(dispositionOf('счёт "1"\r\nX: y.pdf')).toBe(
    `attachment; filename="____ _1___X: y.pdf"; filename*=UTF-8''${encodeURIComponent('счёт "1"\r\nX: y.pdf')}`,
  )
  // Half of an emoji, as a name cut short has it.
  expect(dispositionOf('\ud83d.pdf')).toContain("UTF-8''_.pdf")
  expect(dispositionOf("it's (1)*.pdf")).toContain("UTF-8''it%27s%20%281%29%2A.pdf")
})

import { expect, it } from 'vitest'
import { pieces } from '../../../extension/search/pieces.ts'

it('an excerpt is cut at its hits', () => {
  expect(pieces('Где счёт?', [[4, 8]])).toEqual([
    { text: 'Где ', isHit: false },
    { text: 'счёт', isHit: true },
    { text: '?', isHit: false },
  ])
})

it('an excerpt without hits stays whole, and so does one whose hits lie outside of it', () => {
  expect(pieces('Где счёт?', [])).toEqual([{ text: 'Где счёт?', isHit: false }])
  expect(pieces('Где счёт?', [[4, 80]])).toEqual([{ text: 'Где счёт?', isHit: false }])
})

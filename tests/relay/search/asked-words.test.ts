import { describe, expect, it } from 'vitest'
import { askedWords } from '../../../relay/search/asked-words.ts'

const forms = (query: string) => askedWords(query).map((word) => word.forms)
const beginnings = (query: string) => askedWords(query).map((word) => word.beginnings)

describe('what somebody looks for', () => {
  it('is words in any form', () => {
    expect(forms('Счета  на «доставку»!')).toEqual([['счет'], ['на'], ['доставк']])
  })

  it('has a last word that is still being typed, until something follows it', () => {
    expect(beginnings('счёт доста')).toEqual([[], ['доста']])
    expect(beginnings('счёт доста ')).toEqual([[], []])
  })

  it('is not begun by one letter: that begins everything', () => {
    expect(beginnings('счёт д')).toEqual([[], []])
  })

  it.each(['+7 916 123-45-67', '8 (916) 123-45-67', '89161234567', '79161234567', '916 123 45 67'])(
    'is one phone: %s',
    (query) => {
      expect(forms(query)).toEqual([['9161234567']])
    },
  )

  it('is several numbers when they are short', () => {
    expect(forms('12 500')).toEqual([['12'], ['500']])
  })

  it.each(['', ' ', '*', '"-"', '👍🏽'])('is nothing: %j', (query) => {
    expect(askedWords(query)).toEqual([])
  })

  it('is cut where nobody types that much', () => {
    expect(askedWords('слово '.repeat(1000))).toHaveLength(8)
    expect(askedWords('а'.repeat(5000))[0]?.forms[0]?.length).toBeLessThanOrEqual(40)
  })
})

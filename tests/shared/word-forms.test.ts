import { describe, expect, it } from 'vitest'
import { wordForms, wordsIn } from '../../shared/word-forms.ts'

const oneForm = (words: string): string[] => [...new Set(wordForms(words))]

describe('word forms', () => {
  it.each([
    'договор договора договору договором договоры договоров договорами',
    'счёт счета счету счётом счетов СЧЁТ',
    'доставка доставку доставки доставкой',
    'заказ заказа заказы заказов',
    'invoice invoices',
    'shipped shipping',
  ])('are one word: %s', (words) => {
    expect(oneForm(words)).toHaveLength(1)
  })

  it.each(['договор доставка', 'заказ указ', 'счёт счётчик', '4567 45678', 'invoice voice'])(
    'are two words: %s',
    (words) => {
      expect(oneForm(words)).toHaveLength(2)
    },
  )

  it('leaves numbers, and words with digits in them, as they are', () => {
    expect(wordForms('УТ-000123, ТОРГ12, №45')).toEqual(['ут', '000123', 'торг12', '45'])
  })

  it('does not see what nobody sees within a word: soft hyphens, joiners, marks of direction', () => {
    expect(wordForms('до\u00adго\u200bвор \u200fсчёт\u200e\u2060а\ufeff')).toEqual(wordForms('договор счёта'))
    expect(wordsIn('да\u200b нет')[0]).toMatchObject({ from: 0, to: 2 })
  })

  it('are never empty: of some letters nothing is left', () => {
    expect(wordForms('\ufe70 \u037a да')).toEqual(['да'])
  })

  it('finds no word in signs and emoji', () => {
    expect(wordForms('… 👍🏽 -- «!» *')).toEqual([])
  })

  it('takes an accent put above by hand, and a letter written as two characters, for the letter', () => {
    expect(wordForms('за\u0301казы чаи\u0306')).toEqual(wordForms('заказы чай'))
  })

  it('says where each word stands, also behind an emoji', () => {
    const text = '👍 Счёта'
    const [word] = wordsIn(text)
    expect(word && text.slice(word.from, word.to)).toBe('Счёта')
  })

  it('cuts what is no word any more', () => {
    expect(wordForms('a1'.repeat(5000))[0]).toHaveLength(40)
  })
})

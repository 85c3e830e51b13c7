import { describe, expect, it } from 'vitest'
import { askedWords } from '../../../relay/search/asked-words.ts'
import { excerptOf, hitsIn } from '../../../relay/search/excerpt.ts'

const excerpt = (text: string, query: string, more = {}) => excerptOf({ text, ...more }, askedWords(query))
const marked = (text: string, query: string): string[] =>
  hitsIn(text, askedWords(query)).map(([from, to]) => text.slice(from, to))
const shown = ({ text, hits }: ReturnType<typeof excerpt>) => hits.map(([from, to]) => text.slice(from, to))

describe('what is shown of a message that was found', () => {
  it('marks the words in the forms in which they stand there', () => {
    expect(marked('Пришлите договор: в договоре счёт', 'договоры счета')).toEqual(['договор', 'договоре', 'счёт'])
  })

  it('marks nothing that was not looked for', () => {
    expect(marked('Заговор и доклад', 'договор ')).toEqual([])
  })

  it('marks what begins as the last word does, and only the last', () => {
    expect(marked('Отгрузка и отгрузки', 'отгру')).toEqual(['Отгрузка', 'отгрузки'])
    expect(marked('Отгрузка завтра', 'отгру завтра')).toEqual(['завтра'])
  })

  it('marks a whole phone when its end was typed', () => {
    expect(marked('Звоните: 8 (916) 555-44-33, Анна', '4433')).toEqual(['8 (916) 555-44-33'])
  })

  it('shows the piece around the first hit of a long text, cut between words', () => {
    const text = `${'начало '.repeat(50)}а вот накладная ${'конец '.repeat(50)}`
    const piece = excerpt(text, 'накладные')
    expect(piece.text).toMatch(/^…начало .*а вот накладная конец .*…$/)
    expect(piece.text.length).toBeLessThan(150)
    expect(shown(piece)).toEqual(['накладная'])
  })

  it('shows all of a short text', () => {
    expect(excerpt('Где\nзаказ?', 'заказ')).toEqual({ text: 'Где заказ?', hits: [[4, 9]] })
  })

  it('cuts no emoji, also one that is made of many', () => {
    const family = '👨‍👩‍👧‍👦'
    for (let before = 0; before < 30; before += 1) {
      const piece = excerpt(`${'x'.repeat(before)} заказ ${family.repeat(40)}`, 'заказ')
      expect(piece.text.replaceAll(family, '').replace(/^x* заказ /, '')).toMatch(/^…?$/)
    }
  })

  it('shows the file’s name, or who is on the card, where the hit is there', () => {
    expect(excerpt('смотрите', 'накладные', { file: { name: 'Накладная №5.pdf' } }).text).toBe('Накладная №5.pdf')
    expect(excerpt('', 'смирнов', { contacts: [{ name: 'Иван Смирнов', phones: [] }] }).text).toBe('Иван Смирнов')
  })
})

import { describe, expect, test } from 'vitest'
import { type TextPiece, textPieces } from '../../../extension/conversation/text-pieces.ts'

const links = (text: string) => textPieces(text).flatMap((piece) => ('link' in piece ? [piece.link] : []))

test('an address in a message can be clicked, the words around it cannot', () => {
  expect(textPieces('Вот: https://shop.example/a?b=1 смотрите')).toEqual([
    { text: 'Вот: ' },
    { text: 'https://shop.example/a?b=1', link: 'https://shop.example/a?b=1' },
    { text: ' смотрите' },
  ])
})

test('the sign that ends the sentence is not part of the address', () => {
  expect(links('Смотрите https://shop.example/a.')).toEqual(['https://shop.example/a'])
  expect(links('(https://shop.example/a)')).toEqual(['https://shop.example/a'])
  expect(links('https://ru.example/wiki/Насос_(ЦНС)')).toEqual(['https://ru.example/wiki/Насос_(ЦНС)'])
})

test('what is not http stays text, whatever the client wrote', () => {
  expect(links('javascript:alert(1) data:text/html,x file:///etc/passwd e1c://server')).toEqual([])
})

test('markup of a client is text like any other', () => {
  expect(textPieces('<img src=x onerror=alert(1)>')).toEqual([{ text: '<img src=x onerror=alert(1)>' }])
})

test('nothing of the text is lost', () => {
  const text = 'a https://b.example/c, http://d.example\nи https:// пусто'
  expect(
    textPieces(text)
      .map((piece) => ('text' in piece ? piece.text : ''))
      .join(''),
  ).toBe(text)
})

describe('WhatsApp’s marks', () => {
  const bold = (...pieces: TextPiece[]): TextPiece => ({ style: 'bold', pieces })

  test('are a style, and inside one another too', () => {
    expect(textPieces('Отгрузка *завтра*!')).toEqual([{ text: 'Отгрузка ' }, bold({ text: 'завтра' }), { text: '!' }])
    expect(textPieces('*_да_ ~нет~*')).toEqual([
      bold(
        { style: 'italic', pieces: [{ text: 'да' }] },
        { text: ' ' },
        { style: 'strike', pieces: [{ text: 'нет' }] },
      ),
    ])
    expect(textPieces('код ```a *b*\nhttp://c.example```')).toEqual([
      { text: 'код ' },
      { style: 'mono', pieces: [{ text: 'a *b*\nhttp://c.example' }] },
    ])
  })

  test.each([
    '2*3*4',
    'snake_case_name',
    'цена * 2 * 3',
    '* пункт',
    '**',
    '*раз\nдва*',
    'a*b c*d',
    'цена*за штуку*',
    '~ около ~',
    '_',
  ])('that are none stay signs: %s', (text) => {
    expect(textPieces(text).every((piece) => 'text' in piece)).toBe(true)
    expect(
      textPieces(text)
        .map((piece) => ('text' in piece ? piece.text : ''))
        .join(''),
    ).toBe(text)
  })

  test('stand around an address, never inside it', () => {
    const link = { text: 'https://shop.example/a_b_c', link: 'https://shop.example/a_b_c' }
    expect(textPieces('https://shop.example/a_b_c и _да_')[0]).toEqual(link)
    expect(textPieces('*https://shop.example/a_b_c*')).toEqual([bold(link)])
  })

  test('without end cost no time: ten thousand of them are read at once', () => {
    const text = '*а _б ~в '.repeat(1_200)
    const began = performance.now()
    expect(textPieces(text)).toEqual([{ text }])
    expect(performance.now() - began).toBeLessThan(200)
  })
})

import { expect, test } from 'vitest'
import { textPieces } from '../../../extension/conversation/text-pieces.ts'

const links = (text: string) => textPieces(text).flatMap(({ link }) => (link === undefined ? [] : [link]))

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
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

import { expect, test } from 'vitest'
import { messagesOf } from './speak.ts'

const ru = messagesOf('ru')
const en = messagesOf('en')
/** Where Russian needs a word and English is content with a sign, or the other way round, nothing may be left empty. */
const places = (text: string): string[] => [...text.matchAll(/\$\d/g)].map(([place]) => place).sort()

test('every text that is in Russian is in English too, and the other way round', () => {
  expect([...en.keys()].filter((key) => !ru.has(key))).toEqual([])
  expect([...ru.keys()].filter((key) => !en.has(key))).toEqual([])
})

test('a text has the same places for names and numbers in both languages', () => {
  const different = [...ru].filter(([key, text]) => places(text).join() !== places(en.get(key) ?? '').join())
  expect(different).toEqual([])
})

test('no text is empty, and no Russian text was left in English', () => {
  const latinOnly = [...ru].filter(
    ([key, text]) => !key.startsWith('@@') && key !== 'language' && !/[а-яё]/i.test(text),
  )
  expect(latinOnly).toEqual([])
  expect([...en].filter(([, text]) => text.trim() === '')).toEqual([['@@extension_id', '']].slice(1))
})

test('no English text was left in Russian', () => {
  expect([...en].filter(([, text]) => /[а-яё]/i.test(text))).toEqual([])
})

test('a dollar only stands before a place: the browser’s rules for others are not ours', () => {
  expect([...ru, ...en].filter(([, text]) => /\$(?![1-9])/.test(text))).toEqual([])
})

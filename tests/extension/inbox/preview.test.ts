import { beforeEach, expect, test } from 'vitest'
import { previewOf } from '../../../extension/inbox/preview.ts'
import type { LastMessage } from '../../../shared/conversation.ts'
import { messageId } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

const last = (change: Partial<LastMessage>): LastMessage => ({
  id: messageId(1),
  origin: 'client',
  kind: 'text',
  text: '',
  ...change,
})

beforeEach(() => speak('ru'))

test('our own last word begins with «Мы:», for it may be a colleague’s; what 1C sent with «1С:», what was typed on the phone with «С телефона:»', () => {
  expect(previewOf(last({ origin: 'employee', text: 'Счёт отправил' }))).toEqual({
    from: 'Мы: ',
    text: 'Счёт отправил',
  })
  expect(previewOf(last({ origin: 'onec', text: 'Счёт' })).from).toBe('1С: ')
  expect(previewOf(last({ origin: 'phone', text: 'Еду' })).from).toBe('С телефона: ')
})

test('what the client wrote begins with nothing', () => {
  expect(previewOf(last({ text: 'Когда отгрузка?' }))).toEqual({ from: '', text: 'Когда отгрузка?' })
})

test('a text of several lines is one line', () => {
  expect(previewOf(last({ text: 'Здравствуйте!\n\nЕсть вопрос' })).text).toBe('Здравствуйте! Есть вопрос')
})

test('a photo without words is called a photo; with words its words are shown', () => {
  expect(previewOf(last({ kind: 'image' }))).toEqual({ from: '', icon: 'image', text: 'Фото' })
  expect(previewOf(last({ kind: 'image', text: 'шильдик' }))).toEqual({ from: '', icon: 'image', text: 'шильдик' })
})

test('a document is shown by its name', () => {
  expect(previewOf(last({ kind: 'document', fileName: 'Счёт.pdf' }))).toEqual({
    from: '',
    icon: 'file',
    text: 'Счёт.pdf',
  })
})

test('what the panel cannot show is said in words, and so is an empty conversation', () => {
  expect(previewOf(last({ kind: 'unsupported' })).text).toBe('Неподдерживаемое сообщение')
  expect(previewOf(undefined).text).toBe('Сообщений пока нет')
})

test.each([
  ['voice', 'Голосовое сообщение'],
  ['video', 'Видео'],
  ['gif', 'Гифка'],
  ['audio', 'Аудио'],
  ['sticker', 'Стикер'],
  ['location', 'Геопозиция'],
  ['contacts', 'Контакт'],
  ['poll', 'Опрос'],
  ['call', 'Звонок'],
  ['viewOnce', 'Одноразовое сообщение'],
  ['pending', 'Ожидание этого сообщения…'],
] as const)('a message of the kind «%s» without words is called «%s», with a sign of its own', (kind, words) => {
  expect(previewOf(last({ kind })).text).toBe(words)
  expect(previewOf(last({ kind })).icon).toBeDefined()
})

test('a call is nobody’s word: it begins with nothing, also when it was taken on the phone', () => {
  expect(previewOf(last({ kind: 'call', origin: 'phone' })).from).toBe('')
})

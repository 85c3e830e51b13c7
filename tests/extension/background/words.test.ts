import { beforeEach, expect, test } from 'vitest'
import { badgeTitle, noticeText, summaryText } from '../../../extension/background/words.ts'
import type { ConversationRow } from '../../../extension/database/database.ts'
import { type MessageKind, messageKinds } from '../../../shared/message.ts'
import { conversation, ivan, messageId } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

const row = (kind: MessageKind, text = '', fileName?: string): ConversationRow => ({
  ...conversation(ivan, {
    lastMessage: { id: messageId(1), origin: 'client', kind, text, ...(fileName === undefined ? {} : { fileName }) },
  }),
  waitsForMe: 1,
})
const words = (...last: Parameters<typeof row>) =>
  noticeText({ why: 'message', conversation: row(...last), showText: true }).message

test('a notification of every kind says what came', () => {
  const said = messageKinds.filter((kind) => kind !== 'text').map((kind) => words(kind))
  expect(said).not.toContain('')
  expect(new Set(said).size).toBe(messageKinds.length - 1)
})

test('the words under a picture say more than its kind, and a document’s name more than «document»', () => {
  expect(words('image', 'шильдик')).toBe('шильдик')
  expect(words('document', '', 'Счёт.pdf')).toBe('Счёт.pdf')
  expect(words('document')).toBe('Документ')
})

test('the lines of a text stay lines', () => {
  expect(words('text', 'Здравствуйте!\nЕсть вопрос')).toBe('Здравствуйте!\nЕсть вопрос')
})

test('several unread messages are counted in words, and without the text only the count is said', () => {
  const conversation = { ...row('text', 'Где заказ?'), unread: 3 }
  const notice = (showText: boolean) => noticeText({ why: 'message', conversation, showText })
  expect(notice(true)).toEqual({ title: 'Иван', message: '3 новых сообщения\nГде заказ?' })
  expect(notice(false)).toEqual({ title: 'Иван', message: '3 новых сообщения' })
})

test('who is mentioned, or given a conversation, is told by whom and why; the note itself only where texts may be shown', () => {
  const words = { conversation: row('text'), note: 'Посмотри счёт', by: 'Борис' }
  const said = (why: 'mention' | 'handedOver' | 'escalated', showText: boolean) =>
    noticeText({ ...words, why, showText }).message
  expect(said('mention', true)).toBe('Борис упоминает вас в комментарии\nПосмотри счёт')
  expect(said('mention', false)).toBe('Борис упоминает вас в комментарии')
  expect(said('handedOver', true)).toBe('Вам передан чат\nПосмотри счёт')
  expect(said('escalated', true)).toBe('Клиент давно ждёт ответа')
})

test('one notification for many says how many chats wait; how many have news when not all of them wait for this person', () => {
  expect(summaryText({ waiting: 5, news: 5 }).title).toBe('5 чатов ждут ответа')
  expect(summaryText({ waiting: 22, news: 5 }).title).toBe('22 чата ждут ответа')
  expect(summaryText({ waiting: 1, news: 6 }).title).toBe('Новое в 6 чатах')
})

test('the badge says its number in words', () => {
  const title = (waiting: number) => badgeTitle({ text: '', color: '', words: 'waiting', waiting })
  expect([1, 2, 5, 21].map(title)).toEqual([
    '1 чат ждёт вашего ответа',
    '2 чата ждут вашего ответа',
    '5 чатов ждут вашего ответа',
    '21 чат ждёт вашего ответа',
  ])
})

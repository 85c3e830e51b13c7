import { beforeEach, expect, test } from 'vitest'
import { conversationSentence } from '../../../extension/conversation/conversation-sentence.ts'
import { fileSize } from '../../../extension/conversation/file-size.ts'
import { anna, boris, morning, vera } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

test('in the queue an answer makes the conversation one’s own', () => {
  expect(conversationSentence({ state: 'queued' }, anna)).toBe('В очереди — ответьте, и чат станет вашим')
})

test('who may only read is not told to answer', () => {
  expect(conversationSentence({ state: 'queued' }, vera)).not.toContain('ответьте')
})

test('one’s own conversation says whether the client waits', () => {
  expect(conversationSentence({ state: 'inWork', ownerId: anna.id }, anna)).toBe('В работе у вас')
  const waiting = { state: 'inWork' as const, ownerId: anna.id, waitingSince: morning }
  expect(conversationSentence(waiting, anna)).toContain('клиент ждёт ответа')
  expect(conversationSentence(waiting, boris)).toBe('В работе у другого сотрудника')
})

test('a closed conversation says what opens it', () => {
  expect(conversationSentence({ state: 'closed' }, anna)).toContain('новое сообщение')
})

test('sizes of files are said as people say them', () => {
  expect([0, 900, 1024, 184_320, 3_600_000].map((bytes) => fileSize(bytes, 'ru'))).toEqual([
    '0 Б',
    '900 Б',
    '1 КБ',
    '180 КБ',
    '3,4 МБ',
  ])
})

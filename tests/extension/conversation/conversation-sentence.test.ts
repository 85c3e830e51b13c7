import { beforeEach, expect, test } from 'vitest'
import { conversationSentence, type Reader } from '../../../extension/conversation/conversation-sentence.ts'
import { fileSize } from '../../../extension/conversation/file-size.ts'
import type { Employee } from '../../../shared/employee.ts'
import { anna, boris, morning, vera } from '../background/cast.ts'
import { groupId, office } from '../background/office.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

const minute = 60_000
const by = (employee: Employee, now = morning): Reader => ({ employee, office, now })
const bySomeoneNew: Reader = { employee: anna, now: morning }

test('in the queue an answer makes the conversation one’s own', () => {
  expect(conversationSentence({ state: 'queued' }, by(anna))).toBe('В очереди — ответьте, и чат станет вашим')
  expect(conversationSentence({ state: 'queued', groupId }, by(anna))).toContain('В очереди группы «Склад» — ответьте')
})

test('who may only read is not told to answer', () => {
  expect(conversationSentence({ state: 'queued' }, by(vera))).not.toContain('ответьте')
  expect(conversationSentence({ state: 'queued', groupId }, by(vera))).not.toContain('ответьте')
})

test('one’s own conversation says whether the client waits', () => {
  expect(conversationSentence({ state: 'inWork', ownerId: anna.id }, by(anna))).toBe('В работе у вас')
  const waiting = { state: 'inWork' as const, ownerId: anna.id, waitingSince: morning }
  expect(conversationSentence(waiting, by(anna))).toContain('клиент ждёт ответа')
})

test('a colleague’s says his name, and to an observer that he observes', () => {
  const hers = { state: 'inWork' as const, ownerId: anna.id }
  expect(conversationSentence(hers, by(boris))).toBe('Чат ведёт Анна')
  expect(conversationSentence({ ...hers, observers: [boris.id] }, by(boris))).toBe('Вы наблюдаете — чат ведёт Анна')
  expect(conversationSentence({ ...hers, ownerId: boris.id }, bySomeoneNew)).toBe('Чат ведёт другой сотрудник')
})

test('a closed conversation says since when, and to whom a new message brings it back', () => {
  const closed = { state: 'closed' as const, ownerId: anna.id, closedAt: morning }
  const later = morning + 10 * 24 * 60 * minute
  expect(conversationSentence(closed, by(anna, later))).toBe('Закрыт 2 ноября: новое сообщение клиента вернёт его вам')
  expect(conversationSentence(closed, by(boris, later))).toContain('вернёт его ответственному (Анна)')
  expect(conversationSentence({ state: 'closed' }, by(anna))).toBe(
    'Закрыт: новое сообщение клиента вернёт его в очередь',
  )
})

test('a client whom nobody answers has waited for so long, and anybody may answer', () => {
  const waits = { state: 'inWork' as const, ownerId: boris.id, escalation: 'others' as const, waitingSince: morning }
  const after = (minutes: number, who = anna) => conversationSentence(waits, by(who, morning + minutes * minute))
  expect(after(17)).toBe('Клиент ждёт 17 минут — ответить может любой')
  expect(after(21)).toContain('Клиент ждёт 21 минуту')
  expect(after(22)).toContain('Клиент ждёт 22 минуты')
  expect(after(200)).toContain('Клиент ждёт 3 ч')
  expect(after(17, vera)).toBe('Клиент ждёт 17 минут')
})

test('in English each of them is a sentence too', () => {
  speak('en')
  expect(conversationSentence({ state: 'inWork', ownerId: anna.id }, by(boris))).toBe(
    'Анна is handling this conversation',
  )
  const waits = { state: 'queued' as const, escalation: 'others' as const, waitingSince: morning }
  expect(conversationSentence(waits, by(anna, morning + minute))).toBe(
    'The client has waited for 1 minute. Anybody may answer',
  )
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

import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { applyEvents } from '../../../extension/background/apply-event.ts'
import { replaceBySnapshot } from '../../../extension/background/take-snapshot.ts'
import { emptyHere } from '../../../extension/database/here.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import type { GoneEvent, ToldEvent } from '../../../shared/events.ts'
import { speak } from '../design/speak.ts'
import {
  anna,
  boris,
  type Client,
  changed,
  conversation,
  fileId,
  ivan,
  message,
  messageId,
  morning,
  olga,
  wrote,
} from './cast.ts'

let database: WorkerStore
let databases = 0
beforeEach(async () => {
  speak('ru')
  databases += 1
  database = createWorkerStore(`gone-${databases}`)
  await database.here.put({ ...emptyHere('live', morning), employee: anna, cursor: 0 })
  await apply(2, wrote(ivan, 1), wrote(olga, 2))
})

const apply = (cursor: number, ...events: ToldEvent[]) => applyEvents(database, { events, cursor }, morning)
const gone = (client: Client, seq: number): GoneEvent => ({
  type: 'gone',
  seq,
  at: morning + seq,
  conversationIds: [client.id],
  takenBy: boris.name,
})
const typed = (number: number, change: object = {}) =>
  database.outbox.put({
    id: messageId(number),
    conversationId: ivan.id,
    text: `Ответ ${number}`,
    typedAt: morning + number,
    attempts: 0,
    ...change,
  })
const messagesOf = async (client: Client) =>
  (await database.messages.toArray()).filter(({ conversationId }) => conversationId === client.id).map(({ id }) => id)

describe('a conversation that a colleague has taken', () => {
  test('is forgotten with its messages, and nothing of any other', async () => {
    await apply(3, gone(ivan, 3))
    expect((await database.conversations.toArray()).map(({ id }) => id)).toEqual([olga.id])
    expect(await messagesOf(ivan)).toEqual([])
    expect(await messagesOf(olga)).toHaveLength(1)
  })

  test('takes its notification back; of the others it stays', async () => {
    const { settled } = await apply(3, gone(ivan, 3))
    expect(settled).toEqual([ivan.id])
    expect((await database.notices.toArray()).map(({ conversationId }) => conversationId)).not.toContain(ivan.id)
  })

  test('keeps what was half written, and says whose it is now', async () => {
    await database.drafts.put({ conversationId: ivan.id, text: 'Ваш заказ', changedAt: morning, files: ['счёт.pdf'] })
    const file = {
      id: fileId(1),
      conversationId: ivan.id,
      position: 0,
      name: 'счёт.pdf',
      mime: 'application/pdf',
      bytes: new Blob(['%PDF']),
    }
    await database.draftFiles.put(file)
    await apply(3, gone(ivan, 3))
    const kept = {
      conversationId: ivan.id,
      title: 'Иван',
      takenBy: 'Борис',
      text: 'Ваш заказ',
      at: morning + 3,
    }
    expect(await database.taken.toArray()).toEqual([kept])
    expect(await database.takenFiles.toArray()).toEqual([file])
    expect([await database.drafts.count(), await database.draftFiles.count()]).toEqual([0, 0])
  })

  test('keeps what has waited to be sent, and sends it no more; what the relay was asked for stays until it has answered', async () => {
    await typed(20)
    await typed(21, { text: '', file: { id: fileId(2), name: 'фото.jpg', mime: 'image/jpeg', bytes: new Blob(['x']) } })
    await typed(22, { asked: true })
    await apply(3, gone(ivan, 3))
    expect(await database.taken.get(ivan.id)).toMatchObject({ text: 'Ответ 20', takenBy: 'Борис' })
    expect((await database.takenFiles.toArray()).map(({ name }) => name)).toEqual(['фото.jpg'])
    expect((await database.outbox.toArray()).map(({ id }) => id)).toEqual([messageId(22)])
  })

  test('keeps a file that had no words beside it, and what was spoken so far as one', async () => {
    const file = { id: fileId(1), conversationId: ivan.id, position: 0, name: 'а.pdf', mime: 'application/pdf' }
    await database.draftFiles.put({ ...file, bytes: new Blob(['%PDF']) })
    for (const [part, said] of ['раз', 'два'].entries()) {
      const bytes = new Blob([said], { type: 'audio/webm' })
      await database.recordings.put({ conversationId: ivan.id, part, bytes, levels: [], seconds: part + 1 })
    }
    await apply(3, gone(ivan, 3))
    expect(await database.taken.get(ivan.id)).toMatchObject({ text: '', takenBy: 'Борис' })
    const [pdf, voice] = (await database.takenFiles.toArray()).toSorted((one, other) => one.position - other.position)
    expect([pdf?.name, voice?.name]).toEqual(['а.pdf', expect.stringMatching(/^voice-.*\.webm$/)])
    expect(await voice?.bytes.text()).toBe('раздва')
    expect(await database.recordings.count()).toBe(0)
  })

  test('keeps the words of forms; not of a hand-over for which the relay was asked already', async () => {
    const form = { conversationId: ivan.id, changedAt: morning }
    const poll = { question: 'Когда?', options: 'Утром\nВечером\n', multiple: 'yes' }
    await database.forms.put({ ...form, id: messageId(30), form: 'poll', fields: poll })
    await database.forms.put({ ...form, id: messageId(31), form: 'handOver', fields: { comment: 'Ему', asked: 'yes' } })
    await database.forms.put({
      ...form,
      conversationId: olga.id,
      id: messageId(32),
      form: 'task',
      fields: { text: 'О' },
    })
    await apply(3, gone(ivan, 3))
    expect((await database.taken.toArray()).map(({ text }) => text)).toEqual(['Когда?\nУтром\nВечером'])
    expect((await database.forms.toArray()).map(({ id }) => id)).toEqual([messageId(32)])
  })

  test('leaves no word where nothing was written', async () => {
    await database.drafts.put({ conversationId: olga.id, text: 'Другому', changedAt: morning })
    await apply(3, gone(ivan, 3))
    expect(await database.taken.count()).toBe(0)
    expect(await database.drafts.count()).toBe(1)
  })

  test('comes back without a hole: an older message that has changed waits until somebody scrolls up to it', async () => {
    const old = message(ivan, 1, { text: 'Исправлено' })
    await apply(3, gone(ivan, 3))
    const back = { ownerId: anna.id, state: 'inWork' as const }
    const edited = { ...wrote(ivan, 5, back), message: old, first: false, change: 'edited' as const }
    await apply(6, changed(ivan, 4, back), edited, wrote(ivan, 6, back))
    expect(await messagesOf(ivan)).toEqual([messageId(6)])
    await apply(7, {
      ...wrote(ivan, 7, back),
      message: message(ivan, 6, { text: 'Точнее' }),
      first: false,
      change: 'edited',
    })
    expect(await database.messages.get(messageId(6))).toMatchObject({ text: 'Точнее' })
  })
})

test('a snapshot without a conversation keeps what was half written in it; what is still there keeps its draft', async () => {
  for (const { id } of [ivan, olga])
    await database.drafts.put({ conversationId: id, text: 'Слова', changedAt: morning })
  const rest = { cursor: 9, conversations: [{ conversation: conversation(olga), messages: [] }] }
  await replaceBySnapshot(database, rest, morning)
  expect((await database.taken.toArray()).map(({ title, text }) => [title, text])).toEqual([['Иван', 'Слова']])
  expect((await database.drafts.toArray()).map(({ conversationId }) => conversationId)).toEqual([olga.id])
})

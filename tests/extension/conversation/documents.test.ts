import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerExpected } from '../../../extension/conversation/documents/answer-expected.ts'
import { createDocumentsState } from '../../../extension/conversation/documents/create-documents-state.ts'
import { documentTitle } from '../../../extension/conversation/documents/document-title.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { emptyHere } from '../../../extension/database/here.ts'
import { clientCardSchema } from '../../../shared/client.ts'
import { createNewId } from '../../../shared/ids.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import { conversation, ivan, messageId, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const minute = 60_000

describe('whoever asks 1C for documents is told when it will answer', () => {
  const inTouch: OnecStatus = {
    state: 'inTouch',
    replyRoute: 'through1c',
    timeZone: 'Europe/Moscow',
    schedule: { everySeconds: 15, from: '08:00', to: '21:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  }

  test('within seconds while its job runs', () => {
    expect(answerExpected(inTouch, morning)).toEqual({ kind: 'soon' })
  })

  test('at its next run in the evening, tomorrow morning', () => {
    const evening = Date.UTC(2026, 10, 2, 19)
    expect(answerExpected(inTouch, evening)).toEqual({ kind: 'at', at: Date.UTC(2026, 10, 3, 5) })
  })

  test('that it is silent, and since when', () => {
    const silent: OnecStatus = { ...inTouch, state: 'silent', lastExchangeAt: morning - 10 * minute }
    expect(answerExpected(silent, morning)).toEqual({ kind: 'silent', since: morning - 10 * minute })
  })

  test('that the exchange is switched off', () => {
    expect(answerExpected({ state: 'none', replyRoute: 'direct' }, morning)).toEqual({ kind: 'syncOff' })
    expect(answerExpected(undefined, morning)).toEqual({ kind: 'syncOff' })
  })
})

describe('a document is named with its day', () => {
  const dated = (title: string, day: string) => `${title} от ${day}`

  test('which is put behind the title', () => {
    expect(documentTitle({ title: 'Счет № 12', date: '2026-11-20' }, dated)).toBe('Счет № 12 от 20.11.2026')
  })

  test('and not twice', () => {
    for (const title of ['Счет № 12 от 20.11.2026', 'Счет № 12 от 20 ноября 2026 г.', 'Счет № 12 (20.11.26)'])
      expect(documentTitle({ title, date: '2026-11-20' }, dated)).toBe(title)
  })
})

describe('the question to 1C', () => {
  const database = new InboxDatabase('documents')
  const card = v.parse(clientCardSchema, {
    baseId: '00000000-0000-7000-8007-000000000001',
    ref: 'К:1',
    name: 'ООО «Ромашка»',
    kind: 'counterparty',
  })
  const asked = vi.fn()
  const looked = vi.fn()
  const open = () =>
    createDocumentsState({
      database,
      conversationId: ivan.id,
      now: () => morning,
      newId: createNewId(() => morning),
      inbox: quietInbox({
        askForDocuments: async (conversationId, id) => {
          asked(conversationId)
          await database.lookups.put({ id, conversationId, askedAt: morning })
          return { ok: true, value: undefined }
        },
        lookForDocuments: async (id) => {
          looked(id)
          return { ok: true, value: undefined }
        },
      }),
    })
  const cards = (clients: (typeof card)[]) =>
    database.conversations.put({
      ...conversation(ivan),
      contact: { ...conversation(ivan).contact, clients },
      waitsForMe: 0,
    })

  beforeEach(async () => {
    asked.mockClear()
    looked.mockClear()
    await database.open()
    await database.here.put(emptyHere('live', morning))
  })
  afterEach(() => database.delete())

  test('is asked by itself where it is known who this is', async () => {
    await cards([card])
    const state = open()
    await expect.poll(() => state.lookup.value?.askedAt).toBe(morning)
    expect(asked).toHaveBeenCalledTimes(1)
    state.stop()
  })

  test('is not asked of nobody, nor of several', async () => {
    await cards([])
    const state = open()
    await expect.poll(() => state.whose.value).toBe('nobody')
    await cards([card, { ...card, ref: 'К:2' }])
    await expect.poll(() => state.whose.value).toBe('severalCards')
    expect(asked).not.toHaveBeenCalled()
    state.stop()
  })

  test('that was asked before the panel was closed is only looked after', async () => {
    await cards([card])
    await database.lookups.put({ id: messageId(1), conversationId: ivan.id, askedAt: morning - minute })
    const state = open()
    await expect.poll(() => looked.mock.calls).toEqual([[messageId(1)]])
    expect(asked).not.toHaveBeenCalled()
    state.stop()
  })

  test('is asked anew when its answer is old', async () => {
    await cards([card])
    await database.lookups.put({
      id: messageId(1),
      conversationId: ivan.id,
      askedAt: morning - 11 * minute,
      documents: [],
    })
    const state = open()
    await expect.poll(() => asked.mock.calls.length).toBe(1)
    state.stop()
  })
})

import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { applyEvents } from '../../../extension/background/apply-event.ts'
import { keepTemplates, templatesWord } from '../../../extension/background/keep-templates.ts'
import { takeDocuments } from '../../../extension/background/take-documents.ts'
import { changeHere, emptyHere } from '../../../extension/database/here.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { createWorkerStore } from '../../../extension/database/worker-store.ts'
import { type OnecStatus, onecStatusSchema } from '../../../shared/onec-status.ts'
import { templateSchema } from '../../../shared/template.ts'
import { anna, boris, conversation, ivan, message, messageId, morning, wrote } from './cast.ts'

const baseId = '00000000-0000-7000-8007-000000000001'
const onec = (templatesRevision?: string): OnecStatus =>
  v.parse(onecStatusSchema, {
    state: 'inTouch',
    replyRoute: 'direct',
    bases: [{ id: baseId, name: 'Торговля', ...(templatesRevision === undefined ? {} : { templatesRevision }) }],
  })
const templates = ['Приветствие', 'Прощание'].map((name) =>
  v.parse(templateSchema, { baseId, id: name, name, text: name, fields: [] }),
)
const invoice = { documentRef: 'Д:1', title: 'Счет № 12', date: '2026-11-20' }

const database = createWorkerStore('from-onec')
const kept = async () =>
  (await database.templates.toArray()).sort((one, other) => one.position - other.position).map(({ name }) => name)

beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await database.open()
  await database.here.put({ ...emptyHere('live', morning), employee: anna, cursor: 0, onec: onec('r1') })
})
afterEach(() => database.delete())

describe('the templates of 1C', () => {
  const asked = vi.fn()
  const keep = (meanwhile = async () => {}) =>
    keepTemplates({
      database,
      askRelay: async () => {
        asked()
        await meanwhile()
        return { ok: true, value: { templates } as never }
      },
    })
  beforeEach(() => asked.mockClear())

  test('are fetched when the relay has others, and only then', async () => {
    await keep()
    await keep()
    expect(asked).toHaveBeenCalledTimes(1)
    expect(await kept()).toEqual(['Приветствие', 'Прощание'])
    await changeHere(database, (here) => ({ ...here, onec: onec('r2') }))
    await keep()
    expect(asked).toHaveBeenCalledTimes(2)
  })

  test('are not asked for where no base has given any', async () => {
    await changeHere(database, (here) => ({ ...here, onec: onec() }))
    await keep()
    expect(asked).not.toHaveBeenCalled()
    expect(templatesWord(undefined)).toBe('')
  })

  test('that come after a wipe are nobody’s, be it nobody or another who sits here now', async () => {
    await keep(() => wipe(database, 'signedOut', morning))
    expect(await kept()).toEqual([])
    await database.here.put({ ...emptyHere('live', morning), employee: anna, onec: onec('r1') })
    await keep(async () => void (await changeHere(database, (here) => ({ ...here, employee: boris }))))
    expect(await kept()).toEqual([])
  })

  test('that could not be fetched are asked for again', async () => {
    await keepTemplates({ database, askRelay: async () => ({ ok: false, code: 'unreachable', message: '' }) })
    await keep()
    expect(await kept()).toHaveLength(2)
  })

  test('are wiped with everything else', async () => {
    await keep()
    await database.lookups.put({ id: messageId(1), conversationId: ivan.id, askedAt: morning })
    await wipe(database, 'signedOut', morning)
    expect([await database.templates.count(), await database.lookups.count()]).toEqual([0, 0])
  })
})

test('1C’s list of documents goes to the question that was asked here, and to no other', async () => {
  await database.lookups.put({ id: messageId(1), conversationId: ivan.id, askedAt: morning })
  await takeDocuments(database, messageId(1), [invoice])
  await takeDocuments(database, messageId(2), [invoice])
  expect(await database.lookups.toArray()).toMatchObject([{ id: messageId(1), documents: [invoice] }])
})

test('a note is stored, and nobody is notified of it', async () => {
  const note = message(ivan, 2, { kind: 'note', origin: 'onec', text: 'Долг 5 000 ₽' })
  const event = {
    type: 'message' as const,
    seq: 2,
    at: morning,
    message: note,
    conversation: conversation(ivan, { revision: 2 }),
    first: true,
  }
  const first = { ...wrote(ivan, 1), seq: 1, at: morning }
  await applyEvents(database, { events: [first], cursor: 1 }, morning)
  const news = await applyEvents(database, { events: [event], cursor: 2 }, morning)
  expect(news.announce).toEqual([])
  expect((await database.messages.get(note.id))?.kind).toBe('note')
})

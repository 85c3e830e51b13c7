import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { applyEvents } from '../../../extension/background/apply-event.ts'
import { changeHere, emptyHere } from '../../../extension/database/here.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import type { JournalEvent } from '../../../shared/events.ts'
import { anna, boris, changed, ivan, message, messageId, morning, olga, reached, replied, wrote } from './cast.ts'

let database: WorkerStore
let databases = 0
beforeEach(async () => {
  databases += 1
  database = createWorkerStore(`apply-event-${databases}`)
  await database.here.put({ ...emptyHere('live', morning), employee: anna, cursor: 0 })
})

const apply = (cursor: number, ...events: JournalEvent[]) => applyEvents(database, { events, cursor }, morning)
const everything = () =>
  Promise.all([database.conversations.toArray(), database.messages.toArray(), database.here.toArray()])
const stagesOf = async (number: number) => (await database.messages.get(messageId(number)))?.stages.map((s) => s.stage)
const readAgainFrom = (cursor: number) => changeHere(database, (here) => ({ ...here, cursor }))

describe('events', () => {
  const morningsEvents = [
    wrote(ivan, 1),
    replied(ivan, 2, 20),
    reached(ivan, 3, 20, 'sent'),
    reached(ivan, 4, 20, 'delivered'),
    wrote(olga, 5),
  ]

  test('applied twice change nothing', async () => {
    await apply(5, ...morningsEvents)
    const once = await everything()
    await apply(5, ...morningsEvents)
    expect(await everything()).toEqual(once)
  })

  test('applied again from the beginning change nothing either, and announce nobody', async () => {
    await apply(5, ...morningsEvents)
    const once = await everything()
    await readAgainFrom(0)
    const news = await apply(5, ...morningsEvents)
    expect(await everything()).toEqual(once)
    expect(news.announce).toEqual([])
  })

  test('that fail half-way leave nothing behind, not even the cursor', async () => {
    const broken = { ...wrote(olga, 2), message: { ...wrote(olga, 2).message, id: Symbol('no key') } }
    await expect(apply(2, wrote(ivan, 1), broken as unknown as JournalEvent)).rejects.toThrow()
    expect(await database.messages.count()).toBe(0)
    expect((await database.here.get('here'))?.cursor).toBe(0)
  })

  test('that this employee may not see still move the cursor', async () => {
    await apply(12)
    expect((await database.here.get('here'))?.cursor).toBe(12)
  })

  test('from behind the cursor are passed over, and never move it back', async () => {
    await apply(12)
    await apply(3, wrote(ivan, 3))
    expect((await database.here.get('here'))?.cursor).toBe(12)
    expect(await database.messages.count()).toBe(0)
  })
})

describe('a conversation', () => {
  test('takes over what is newer', async () => {
    await apply(2, wrote(ivan, 1), changed(ivan, 2, { state: 'closed' }))
    expect((await database.conversations.get(ivan.id))?.state).toBe('closed')
  })

  test('is never set back to an older revision', async () => {
    await apply(9, changed(ivan, 9, { state: 'closed', unread: 0 }))
    await readAgainFrom(0)
    await apply(4, wrote(ivan, 4))
    expect(await database.conversations.get(ivan.id)).toMatchObject({ state: 'closed', unread: 0, revision: 9 })
    expect(await database.messages.count()).toBe(1)
  })
})

describe('a reply’s stages', () => {
  test('go forward', async () => {
    await apply(3, replied(ivan, 1, 20), reached(ivan, 2, 20, 'sent'), reached(ivan, 3, 20, 'read'))
    expect(await stagesOf(20)).toEqual(['accepted', 'sent', 'read'])
    expect((await database.conversations.get(ivan.id))?.lastMessage?.stage).toBe('read')
  })

  test('never go back when receipts overtake one another', async () => {
    await apply(3, replied(ivan, 1, 20), reached(ivan, 2, 20, 'read'), reached(ivan, 3, 20, 'delivered'))
    expect(await stagesOf(20)).toEqual(['accepted', 'read'])
    expect((await database.conversations.get(ivan.id))?.lastMessage?.stage).toBe('read')
  })

  test('of a message that is not loaded here are dropped', async () => {
    await apply(1, reached(ivan, 1, 99, 'read'))
    expect(await database.messages.count()).toBe(0)
  })
})

test('a file that has arrived is not «being fetched» again', async () => {
  const file = { id: 'f', name: 'счёт.pdf', mime: 'application/pdf', size: 3, sha256: 'aa', state: 'ready' as const }
  const event = wrote(ivan, 1)
  const withFile = (seq: number, state: 'fetching' | 'ready') =>
    ({ ...event, seq, message: { ...event.message, file: { ...file, state } } }) as JournalEvent
  await apply(1, withFile(1, 'fetching'))
  await apply(2, withFile(2, 'ready'))
  await readAgainFrom(0)
  await apply(1, withFile(1, 'fetching'))
  expect((await database.messages.get(messageId(1)))?.file?.state).toBe('ready')
})

describe('a reply that waits in the outbox', () => {
  beforeEach(() =>
    database.outbox.put({ id: messageId(20), conversationId: ivan.id, text: 'Да', typedAt: morning, attempts: 1 }),
  )

  test('leaves it when its message comes as an event', async () => {
    await apply(1, replied(ivan, 1, 20))
    expect(await database.outbox.count()).toBe(0)
    expect(await database.messages.count()).toBe(1)
  })

  test('stays when another message comes', async () => {
    await apply(1, replied(ivan, 1, 21))
    expect(await database.outbox.count()).toBe(1)
  })
})

describe('who is told', () => {
  test('an employee of the queue, once for each conversation, however many messages came', async () => {
    const news = await apply(3, wrote(ivan, 1), wrote(ivan, 2, { unread: 2 }), wrote(olga, 3))
    expect(news.announce.map((row) => [row.contact.name, row.unread])).toEqual([
      ['Иван', 2],
      ['Ольга', 1],
    ])
  })

  test('the owner of a conversation in work', async () => {
    const news = await apply(1, wrote(ivan, 1, { state: 'inWork', ownerId: anna.id }))
    expect(news.announce).toHaveLength(1)
  })

  test('nobody of a conversation that another employee has in work', async () => {
    const news = await apply(1, wrote(ivan, 1, { state: 'inWork', ownerId: boris.id }))
    expect(news).toMatchObject({ announce: [], settled: [ivan.id] })
  })

  test('nobody when it was read or answered within the same frame', async () => {
    const news = await apply(2, wrote(ivan, 1), changed(ivan, 2, { unread: 0 }))
    expect(news).toMatchObject({ announce: [], settled: [ivan.id] })
  })

  test('nobody of a reply of ours, of a stage, or of a file that has arrived', async () => {
    await apply(1, wrote(ivan, 1))
    const fileCame = { ...wrote(ivan, 2), message: wrote(ivan, 1).message, first: false }
    const news = await apply(4, fileCame, replied(olga, 3, 20), reached(olga, 4, 20, 'sent'))
    expect(news.announce).toEqual([])
  })
})

test('a frame of a whole weekend is applied in one transaction, however many events it holds', async () => {
  const events = Array.from({ length: 400 }, (_, place) => wrote(ivan, place + 1))
  await applyEvents(database, { events, cursor: 400 }, morning)
  expect(await database.messages.count()).toBe(400)
  expect((await database.here.get('here'))?.cursor).toBe(400)
})

test('a message of it that is here already keeps how far it has got, and a conversation what is newer than its news', async () => {
  await apply(900, changed(olga, 900, { unread: 7 }), replied(ivan, 899, 20, 'delivered'))
  await database.messages.put(message(ivan, 20, { origin: 'employee', stages: [{ stage: 'read', at: morning }] }))
  await readAgainFrom(0)
  const events = Array.from({ length: 400 }, (_, place) =>
    place === 19 ? replied(ivan, 20, 20) : wrote(place % 2 ? ivan : olga, place + 1),
  )
  await applyEvents(database, { events, cursor: 400 }, morning)
  expect(await stagesOf(20)).toEqual(['read'])
  expect((await database.conversations.get(olga.id))?.unread).toBe(7)
  expect(await database.messages.count()).toBe(400)
})

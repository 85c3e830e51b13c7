import 'fake-indexeddb/auto'
import { liveQuery } from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import { until } from '../../world/until.ts'
import { conversation, ivan, message, messageId, morning, olga } from '../background/cast.ts'

let page: InboxDatabase
let worker: WorkerStore
let databases = 0
const stops: (() => void)[] = []
beforeEach(async () => {
  databases += 1
  page = new InboxDatabase(`told-across-${databases}`)
  worker = createWorkerStore(page.name)
  await Promise.all([page.open(), worker.open()])
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  page.close()
})

/** What a page that shows this has shown, one after the other. */
function shown<T>(query: () => Promise<T>): T[] {
  const answers: T[] = []
  const subscription = liveQuery(query).subscribe((answer) => void answers.push(answer))
  stops.push(() => subscription.unsubscribe())
  return answers
}
const row = (client: typeof ivan, unread: number) => ({
  ...conversation(client, { unread, lastMessageAt: morning }),
  waitsForMe: 1 as const,
})
const reply = { id: messageId(20), conversationId: ivan.id, text: 'Да', typedAt: morning, attempts: 0 }
/** Whatever was told before this has been heard. */
const allIsHeard = async () => {
  const heard = vi.fn()
  stops.push(worker.watch(['muted'], heard))
  const answers = shown(() => page.taken.count())
  await until(() => expect(answers).toEqual([0]))
  await page.muted.put({ conversationId: olga.id })
  await until(() => expect(heard).toHaveBeenCalled())
  await worker.taken.put({ conversationId: olga.id, title: '', takenBy: '', text: '', at: morning })
  await until(() => expect(answers).toEqual([0, 1]))
}

describe('what the worker writes is painted in an open page', () => {
  test('one row, a list in the order of an index, and a count', async () => {
    const [one, list, count] = [
      shown(async () => (await page.conversations.get(ivan.id))?.unread),
      shown(async () => (await page.conversations.orderBy('lastMessageAt').toArray()).map(({ unread }) => unread)),
      shown(() => page.conversations.where({ waitsForMe: 1, state: 'queued' }).count()),
    ]
    await until(() => expect([one, list, count]).toEqual([[undefined], [[]], [0]]))
    await worker.conversations.put(row(ivan, 1))
    await until(() => expect([one.at(-1), list.at(-1), count.at(-1)]).toEqual([1, [1], 1]))
    await worker.write(['conversations'], ({ conversations }) => conversations.bulkPut([row(ivan, 2), row(olga, 3)]))
    await until(() => expect([one.at(-1), list.at(-1)?.toSorted(), count.at(-1)]).toEqual([2, [2, 3], 2]))
  })

  test('and so is what it takes away, of a range too', async () => {
    await worker.messages.bulkPut([message(ivan, 1), message(ivan, 2)])
    const one = shown(async () => (await page.messages.get(messageId(1)))?.id)
    const all = shown(() => page.messages.where('[conversationId+at]').above([ivan.id, 0]).count())
    await until(() => expect([one.at(-1), all.at(-1)]).toEqual([messageId(1), 2]))
    await worker.messages.deleteIn('[conversationId+at]', IDBKeyRange.bound([ivan.id], [ivan.id, []]))
    await until(() => expect([one.at(-1), all.at(-1)]).toEqual([undefined, 0]))
  })

  test('five hundred rows at once, also one that was shown already', async () => {
    await worker.messages.put(message(ivan, 1))
    const text = shown(async () => (await page.messages.get(messageId(1)))?.text)
    await until(() => expect(text).toHaveLength(1))
    const many = Array.from({ length: 500 }, (_, place) => ({ ...message(ivan, place + 1), text: 'Новое' }))
    await worker.messages.bulkPut(many)
    await until(() => expect(text.at(-1)).toBe('Новое'))
  })

  test('but not another row, another store, another database, nor what was undone', async () => {
    await worker.conversations.bulkPut([row(ivan, 1), row(olga, 1)])
    const query = vi.fn(() => page.conversations.get(ivan.id))
    shown(query)
    await until(() => expect(query).toHaveBeenCalled())
    await allIsHeard()
    query.mockClear()
    await worker.conversations.put(row(olga, 2))
    await worker.messages.put(message(ivan, 1))
    await createWorkerStore(`${page.name}-of-another`).conversations.put(row(ivan, 5))
    const undone = worker.write(['conversations'], async ({ conversations }) => {
      await conversations.put(row(ivan, 7))
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    await page.muted.clear()
    await page.taken.clear()
    await allIsHeard()
    expect(query).not.toHaveBeenCalled()
    expect((await page.conversations.get(ivan.id))?.unread).toBe(1)
  })
})

describe('what a page writes wakes the worker', () => {
  test('that looks at this store', async () => {
    const heard = vi.fn()
    stops.push(worker.watch(['outbox', 'here'], heard))
    await page.outbox.put(reply)
    await until(() => expect(heard).toHaveBeenCalledOnce())
    await page.outbox.clear()
    await until(() => expect(heard).toHaveBeenCalledTimes(2))
  })

  test('not one that looks at another, at another database, or no more', async () => {
    const [other, elsewhere, ended] = [vi.fn(), vi.fn(), vi.fn()]
    stops.push(worker.watch(['conversations'], other))
    stops.push(createWorkerStore(`${page.name}-of-another`).watch(['outbox'], elsewhere))
    worker.watch(['outbox'], ended)()
    await page.outbox.put(reply)
    await allIsHeard()
    for (const one of [other, elsewhere, ended]) expect(one).not.toHaveBeenCalled()
  })
})

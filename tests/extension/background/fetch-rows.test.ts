import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { fetchMessages, fetchRows } from '../../../extension/background/fetch-rows.ts'
import { createWorkerStore } from '../../../extension/database/worker-store.ts'
import { ivan, message, messageId } from './cast.ts'

const store = createWorkerStore('fetch-rows')
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => messageId(from + place))
const numbers = (rows: { at: number }[]) => rows.map(({ at }) => at - message(ivan, 0).at).sort((a, b) => a - b)

test.each([1, 49, 50, 120])(
  'of %i rows that are asked for, all that are there come, and no row that is not',
  async (asked) => {
    await store.messages.clear()
    await store.messages.bulkPut([7, 30, 45, 118, 500].map((number) => message(ivan, number)))
    const there = [7, 30, 45, 118].filter((number) => number <= asked)
    expect(numbers(await fetchRows(store.messages, ids(1, asked)))).toEqual(expect.arrayContaining(there))
    const known = await fetchMessages(store.messages, { known: [], fresh: ids(1, asked) })
    expect(numbers(known)).toEqual(there)
    const both = await fetchMessages(store.messages, { known: [messageId(500), messageId(501)], fresh: ids(1, asked) })
    expect(numbers(both)).toEqual([...there, 500])
  },
)

test('where all of them are known already, all come', async () => {
  await store.messages.bulkPut(ids(1, 60).map((_, place) => message(ivan, place + 1)))
  expect(await fetchMessages(store.messages, { known: [], fresh: ids(1, 60) })).toHaveLength(60)
})

test('and where more lie between them than are asked for, none of those that are asked for is missed', async () => {
  await store.messages.bulkPut(ids(1, 120).map((_, place) => message(ivan, place + 1)))
  const everyOther = ids(1, 120).filter((_, place) => place % 2 === 1)
  expect(await fetchMessages(store.messages, { known: [], fresh: everyOther })).toHaveLength(60)
})

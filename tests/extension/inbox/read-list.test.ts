import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ConversationRow, InboxDatabase } from '../../../extension/database/database.ts'
import { type AskedList, createListReader } from '../../../extension/inbox/read-list.ts'
import { anna, type Client, conversation, conversationId, ivan, morning, olga } from '../background/cast.ts'

const database = new InboxDatabase('read-list')
const clients = Array.from({ length: 40 }, (_, place): Client => ({ ...ivan, id: conversationId(100 + place) }))
const row = (client: Client, change: Partial<ConversationRow>): ConversationRow => ({
  ...conversation(client, change),
  waitsForMe: 0,
  ...change,
})
const shown: AskedList = { tab: 'all', me: anna.id, words: '', span: { from: 0, to: 30 }, focused: undefined }
const idOf = (place: number) => clients[place]?.id ?? expect.unreachable()

beforeEach(async () => {
  await database.open()
  await database.conversations.bulkPut(
    clients.map((client, place) => row(client, { state: 'queued', lastMessageAt: morning - place })),
  )
})
afterEach(async () => {
  vi.restoreAllMocks()
  await database.delete()
})

test('the list has all ids of its tab, the rows that are asked for and no others', async () => {
  const listed = await createListReader(database)(shown)
  expect(listed?.ids).toEqual(clients.map(({ id }) => id))
  expect([...(listed?.rows.keys() ?? [])]).toEqual(listed?.ids.slice(0, 30))
})

test('a client from far below who writes stands on top with what he has written, and only his row is waited for', async () => {
  const read = createListReader(database)
  await read(shown)
  await database.conversations.update(idOf(35), { lastMessageAt: morning + 1, unread: 7 })
  const asked = vi.spyOn(database.conversations, 'bulkGet')
  const listed = await read(shown)
  expect(listed?.ids[0]).toBe(idOf(35))
  expect(listed?.rows.get(idOf(35))?.unread).toBe(7)
  expect(listed?.rows.size).toBe(30)
  expect(asked.mock.lastCall).toEqual([[idOf(35)]])
})

test('what has changed in a row that was shown already is shown anew', async () => {
  const read = createListReader(database)
  await read(shown)
  await database.conversations.update(idOf(3), { unread: 4 })
  expect((await read(shown))?.rows.get(idOf(3))?.unread).toBe(4)
  await database.conversations.delete(idOf(3))
  expect((await read(shown))?.rows.has(idOf(3))).toBe(false)
})

test('another tab shows its own rows alone', async () => {
  const read = createListReader(database)
  await read(shown)
  await database.conversations.put(row(olga, { state: 'closed' }))
  const closed = await read({ ...shown, tab: 'closed' })
  expect([...(closed?.rows.keys() ?? [])]).toEqual([olga.id])
})

test('the row of the keyboard is read however far it is from those in sight', async () => {
  const listed = await createListReader(database)({ ...shown, focused: idOf(39) })
  expect(listed?.rows.has(idOf(39))).toBe(true)
  expect(listed?.rows.has(idOf(38))).toBe(false)
})

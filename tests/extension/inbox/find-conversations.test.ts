import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationRow } from '../../../extension/database/database.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { countWaiting, findConversations } from '../../../extension/inbox/find-conversations.ts'
import { openingTab } from '../../../extension/inbox/inbox-tabs.ts'
import { anna, boris, type Client, conversation, ivan, morning, olga } from '../background/cast.ts'

const database = new InboxDatabase('find-conversations')
const row = (client: Client, change: Partial<ConversationRow> = {}): ConversationRow => ({
  ...conversation(client, change),
  waitsForMe: 0,
  ...change,
})
const names = (rows: ConversationRow[]): string[] => rows.map(({ contact }) => contact.name)

beforeEach(() => database.open())
afterEach(() => database.delete())

test('the conversation with the newest message stands first', async () => {
  await database.conversations.bulkPut([
    row(ivan, { lastMessageAt: morning + 1 }),
    row(olga, { lastMessageAt: morning + 2 }),
  ])
  expect(names(await findConversations(database, 'all', anna.id, 30))).toEqual(['Ольга', 'Иван'])
})

test('«Мои» holds what this employee has in work, not what others have and not what is closed', async () => {
  await database.conversations.bulkPut([
    row(ivan, { state: 'inWork', ownerId: anna.id }),
    row(olga, { state: 'inWork', ownerId: boris.id }),
  ])
  expect(names(await findConversations(database, 'mine', anna.id, 30))).toEqual(['Иван'])
  await database.conversations.update(ivan.id, { state: 'closed' })
  expect(await findConversations(database, 'mine', anna.id, 30)).toEqual([])
})

test('«В очереди» and «Закрытые» hold their own, «Все» holds both', async () => {
  await database.conversations.bulkPut([row(ivan, { state: 'queued' }), row(olga, { state: 'closed' })])
  expect(names(await findConversations(database, 'queued', anna.id, 30))).toEqual(['Иван'])
  expect(names(await findConversations(database, 'closed', anna.id, 30))).toEqual(['Ольга'])
  expect(await findConversations(database, 'all', anna.id, 30)).toHaveLength(2)
})

test('no more rows are read than were asked for', async () => {
  await database.conversations.bulkPut([row(ivan), row(olga)])
  expect(await findConversations(database, 'all', anna.id, 1)).toHaveLength(1)
})

test('who is not signed in has no conversations of his own', async () => {
  await database.conversations.put(row(ivan, { state: 'inWork', ownerId: anna.id }))
  expect(await findConversations(database, 'mine', undefined, 30)).toEqual([])
})

test('the counts are of clients who wait, not of all conversations', async () => {
  const { waitingSince: _, ...answered } = row(olga, { state: 'inWork', ownerId: anna.id })
  await database.conversations.bulkPut([row(ivan, { state: 'inWork', ownerId: anna.id, waitsForMe: 1 }), answered])
  expect(await countWaiting(database)).toEqual({ mine: 1, queued: 0 })
})

test('the panel opens where somebody waits: first my own, then the queue, else all', () => {
  expect(openingTab({ mine: 1, queued: 5 })).toBe('mine')
  expect(openingTab({ mine: 0, queued: 5 })).toBe('queued')
  expect(openingTab({ mine: 0, queued: 0 })).toBe('all')
})

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ConversationRow } from '../../../extension/database/database.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { countWaiting, listConversations } from '../../../extension/inbox/find-conversations.ts'
import { type InboxTab, openingTab } from '../../../extension/inbox/inbox-tabs.ts'
import type { EmployeeId } from '../../../shared/ids.ts'
import { anna, boris, type Client, conversation, ivan, morning, olga } from '../background/cast.ts'

const database = new InboxDatabase('find-conversations')
const row = (client: Client, change: Partial<ConversationRow> = {}): ConversationRow => ({
  ...conversation(client, change),
  waitsForMe: 0,
  ...change,
})
const names = async (tab: InboxTab, me?: EmployeeId): Promise<(string | undefined)[]> => {
  const rows = await database.conversations.bulkGet(await listConversations(database, tab, me))
  return rows.map((found) => found?.contact.name)
}

beforeEach(() => database.open())
afterEach(() => database.delete())

test('the conversation with the newest message stands first', async () => {
  await database.conversations.bulkPut([
    row(ivan, { lastMessageAt: morning + 1 }),
    row(olga, { lastMessageAt: morning + 2 }),
  ])
  expect(await names('all', anna.id)).toEqual(['Ольга', 'Иван'])
})

test('«Мои» holds what this employee has in work, not what others have and not what is closed', async () => {
  await database.conversations.bulkPut([
    row(ivan, { state: 'inWork', ownerId: anna.id }),
    row(olga, { state: 'inWork', ownerId: boris.id }),
  ])
  expect(await names('mine', anna.id)).toEqual(['Иван'])
  await database.conversations.update(ivan.id, { state: 'closed' })
  expect(await names('mine', anna.id)).toEqual([])
})

test('«В очереди» and «Закрытые» hold their own, «Все» holds both', async () => {
  await database.conversations.bulkPut([row(ivan, { state: 'queued' }), row(olga, { state: 'closed' })])
  expect(await names('queued', anna.id)).toEqual(['Иван'])
  expect(await names('closed', anna.id)).toEqual(['Ольга'])
  expect(await names('all', anna.id)).toHaveLength(2)
})

test('who is not signed in has no conversations of his own', async () => {
  await database.conversations.put(row(ivan, { state: 'inWork', ownerId: anna.id }))
  expect(await names('mine')).toEqual([])
})

test('the counts are of clients who wait, not of all conversations', async () => {
  const { waitingSince: _, ...answered } = row(olga, { state: 'inWork', ownerId: anna.id })
  await database.conversations.bulkPut([row(ivan, { state: 'inWork', ownerId: anna.id, waitsForMe: 1 }), answered])
  expect(await countWaiting(database, anna.id)).toEqual({ mine: 1, queued: 0, all: 0 })
})

test('a colleague’s client whom nobody has answered is counted at «Все», for he stands neither in mine nor in the queue', async () => {
  await database.conversations.put(
    row(ivan, { state: 'inWork', ownerId: boris.id, escalation: 'others', waitsForMe: 1 }),
  )
  expect(await countWaiting(database, anna.id)).toEqual({ mine: 0, queued: 0, all: 1 })
})

test('the panel opens where somebody waits: first my own, then the queue, else all', () => {
  expect(openingTab({ mine: 1, queued: 5, all: 0 })).toBe('mine')
  expect(openingTab({ mine: 0, queued: 5, all: 1 })).toBe('queued')
  expect(openingTab({ mine: 0, queued: 0, all: 0 })).toBe('all')
})

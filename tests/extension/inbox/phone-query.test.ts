import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { searchConversations } from '../../../extension/inbox/find-conversations.ts'
import { phoneIn } from '../../../extension/inbox/phone-query.ts'
import { conversation, ivan, olga } from '../background/cast.ts'

const database = new InboxDatabase('search')
beforeEach(async () => {
  await database.open()
  await database.conversations.bulkPut(
    [ivan, olga].map((client) => ({ ...conversation(client), waitsForMe: 1 as const })),
  )
})
afterEach(() => database.delete())
const found = async (query: string) =>
  (await searchConversations(database, query, 30)).map(({ contact }) => contact.name)

test('a client is found by a part of his name, whatever the case', async () => {
  expect(await found('ива')).toEqual(['Иван'])
  expect(await found('пётр')).toEqual([])
})

test('a client is found by his phone as people type it', async () => {
  expect(await found('8 (916) 123-45-67')).toEqual(['Иван'])
  expect(await found('+7 916 765')).toEqual(['Ольга'])
  expect(await found('4567')).toEqual(['Иван'])
})

test('what looks like a phone can be written to; an order’s number or a name cannot', () => {
  expect(phoneIn(' 8 903 111-22-33 ')).toBe('8 903 111-22-33')
  expect(phoneIn('+49 (30) 1234567')).toBe('+49 (30) 1234567')
  expect(phoneIn('№ 48213')).toBeUndefined()
  expect(phoneIn('1284')).toBeUndefined()
  expect(phoneIn('Иван 89031112233')).toBeUndefined()
})

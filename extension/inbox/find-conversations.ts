import { Dexie } from 'dexie'
import type { EmployeeId } from '../../shared/ids.ts'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import type { InboxTab, WaitingCounts } from './inbox-tabs.ts'
import { phoneDigits } from './phone-query.ts'

/** The newest conversations of a tab. Walks an index and stops at the limit: with thousands of conversations it costs the same. */
export async function findConversations(
  database: InboxDatabase,
  tab: InboxTab,
  employeeId: EmployeeId | undefined,
  limit: number,
): Promise<ConversationRow[]> {
  switch (tab) {
    case 'all':
      return database.conversations.orderBy('lastMessageAt').reverse().limit(limit).toArray()
    case 'queued':
    case 'closed':
      return newestFirst(database, 'state', tab).limit(limit).toArray()
    case 'mine':
      if (employeeId === undefined) return []
      return newestFirst(database, 'ownerId', employeeId)
        .filter((row) => row.state === 'inWork')
        .limit(limit)
        .toArray()
  }
}

/** By a part of the name (1C's, also one of several cards, and WhatsApp's) or of the phone, newest first, in every tab: who searches does not know where it is. */
export function searchConversations(database: InboxDatabase, query: string, limit: number): Promise<ConversationRow[]> {
  const words = query.trim().toLocaleLowerCase()
  const digits = phoneDigits(words)
  const byPhone = /^[\d\s()+.\-–—]+$/.test(words) && digits !== ''
  return database.conversations
    .orderBy('lastMessageAt')
    .reverse()
    .filter(
      ({ contact }) =>
        [contact.name, contact.whatsappName, ...(contact.clients ?? []).map(({ name }) => name)].some((name) =>
          name?.toLocaleLowerCase().includes(words),
        ) ||
        (byPhone && contact.phone?.includes(digits) === true),
    )
    .limit(limit)
    .toArray()
}

export async function countWaiting(database: InboxDatabase): Promise<WaitingCounts> {
  const mine = await database.conversations
    .where('waitsForMe')
    .equals(1)
    .filter((row) => row.state === 'inWork')
    .count()
  const queued = await newestFirst(database, 'state', 'queued')
    .filter((row) => row.waitingSince !== undefined)
    .count()
  return { mine, queued }
}

function newestFirst(database: InboxDatabase, field: 'state' | 'ownerId', value: string) {
  return database.conversations
    .where(`[${field}+lastMessageAt]`)
    .between([value, Dexie.minKey], [value, Dexie.maxKey])
    .reverse()
}

import { Dexie } from 'dexie'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import type { InboxTab, WaitingCounts } from './inbox-tabs.ts'
import { phoneDigits } from './phone-query.ts'

/** The conversations of a tab, newest first. Only an index is read, no conversation: with thousands of them it takes a few milliseconds. */
export async function listConversations(
  database: InboxDatabase,
  tab: InboxTab,
  employeeId: EmployeeId | undefined,
): Promise<ConversationId[]> {
  if (tab === 'mine' && employeeId === undefined) return []
  const oldestFirst = await ofTab(database, tab, employeeId).primaryKeys()
  return oldestFirst.reverse()
}

/** The first rows of a tab, newest first. */
export const newestConversations = async (
  database: InboxDatabase,
  tab: InboxTab,
  employeeId: EmployeeId | undefined,
  limit: number,
): Promise<ConversationRow[]> =>
  tab === 'mine' && employeeId === undefined ? [] : ofTab(database, tab, employeeId).reverse().limit(limit).toArray()

export const countConversations = async (
  database: InboxDatabase,
  tab: InboxTab,
  employeeId: EmployeeId | undefined,
): Promise<number> => (tab === 'mine' && employeeId === undefined ? 0 : ofTab(database, tab, employeeId).count())

function ofTab({ conversations }: InboxDatabase, tab: InboxTab, employeeId: EmployeeId | undefined) {
  switch (tab) {
    case 'all':
      return conversations.orderBy('lastMessageAt')
    case 'queued':
    case 'closed':
      return conversations.where('[state+lastMessageAt]').between([tab, Dexie.minKey], [tab, Dexie.maxKey])
    case 'mine':
      return conversations
        .where('[ownerId+state+lastMessageAt]')
        .between([employeeId, 'inWork', Dexie.minKey], [employeeId, 'inWork', Dexie.maxKey])
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

/** Counted in the indexes, which hold what waits and nothing else. */
export async function countWaiting(
  { conversations }: InboxDatabase,
  employeeId: EmployeeId | undefined,
): Promise<WaitingCounts> {
  const [inWork, mine, queued] = await Promise.all([
    conversations.where({ waitsForMe: 1, state: 'inWork' }).count(),
    employeeId === undefined ? 0 : conversations.where({ waitsForMe: 1, state: 'inWork', ownerId: employeeId }).count(),
    conversations.where('[state+waitingSince]').between(['queued', Dexie.minKey], ['queued', Dexie.maxKey]).count(),
  ])
  return { mine, queued, all: inWork - mine }
}

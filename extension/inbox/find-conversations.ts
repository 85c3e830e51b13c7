import { Dexie } from 'dexie'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import type { InboxTab, WaitingCounts } from './inbox-tabs.ts'
import { type ListRange, rangeOfTab, waitingCounts } from './list-ranges.ts'
import { phoneDigits } from './phone-query.ts'

/** The conversations of a tab, newest first. Only an index is read, no conversation: with thousands of them it takes a few milliseconds. */
export async function listConversations(
  { conversations }: Pick<InboxDatabase, 'conversations'>,
  tab: InboxTab,
  employeeId: EmployeeId | undefined,
): Promise<ConversationId[]> {
  const range = rangeOfTab(tab, employeeId)
  if (range === undefined) return []
  const oldestFirst = await within(conversations, range).primaryKeys()
  return oldestFirst.reverse()
}

function within(conversations: InboxDatabase['conversations'], { index, begin }: ListRange) {
  if (begin.length === 0) return conversations.orderBy(index)
  const isWhole = index.split('+').length === begin.length
  return isWhole
    ? conversations.where(index).equals([...begin])
    : conversations.where(index).between([...begin, Dexie.minKey], [...begin, Dexie.maxKey])
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
export const countWaiting = (
  { conversations }: Pick<InboxDatabase, 'conversations'>,
  employeeId: EmployeeId | undefined,
): Promise<WaitingCounts> => waitingCounts((range) => within(conversations, range).count(), employeeId)

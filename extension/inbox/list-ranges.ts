import type { EmployeeId } from '../../shared/ids.ts'
import type { IndexName } from '../database/schema.ts'
import type { InboxTab, WaitingCounts } from './inbox-tabs.ts'

/** A part of an index of the conversations: all keys that begin so; without a beginning the whole index. */
export interface ListRange {
  index: IndexName<'conversations'>
  begin: readonly (string | number)[]
}

/** The conversations of a tab, in the order of their last messages; undefined where there can be none. */
export function rangeOfTab(tab: InboxTab, employeeId: EmployeeId): ListRange
export function rangeOfTab(tab: InboxTab, employeeId: EmployeeId | undefined): ListRange | undefined
export function rangeOfTab(tab: InboxTab, employeeId: EmployeeId | undefined): ListRange | undefined {
  switch (tab) {
    case 'all':
      return { index: 'lastMessageAt', begin: [] }
    case 'queued':
    case 'closed':
      return { index: '[state+lastMessageAt]', begin: [tab] }
    case 'mine':
      return employeeId === undefined
        ? undefined
        : { index: '[ownerId+state+lastMessageAt]', begin: [employeeId, 'inWork'] }
  }
}

/** Counted in the indexes, which hold what waits and nothing else. */
export async function waitingCounts(
  count: (range: ListRange) => Promise<number>,
  employeeId: EmployeeId | undefined,
): Promise<WaitingCounts> {
  const [inWork, mine, queued] = await Promise.all([
    count({ index: '[waitsForMe+state]', begin: [1, 'inWork'] }),
    employeeId === undefined ? 0 : count({ index: '[waitsForMe+state+ownerId]', begin: [1, 'inWork', employeeId] }),
    count({ index: '[state+waitingSince]', begin: ['queued'] }),
  ])
  return { mine, queued, all: inWork - mine }
}

import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { InboxDatabase } from '../database/database.ts'
import { listConversations, searchConversations } from './find-conversations.ts'
import type { InboxTab } from './inbox-tabs.ts'
import type { Listed } from './list-state.ts'
import type { Span } from './virtual-window.ts'

export interface AskedList {
  tab: InboxTab | undefined
  me: EmployeeId | undefined
  /** Of the search; empty: the tab is shown. */
  words: string
  span: Span
  focused: ConversationId | undefined
}

/** More than anybody reads through: who finds so many types another letter. */
const mostFound = 100

/**
 * Reads what the list shows, from one state of the store. The rows that were shown last are asked for together with the ids: with each news all but one are still the
 * wanted ones, and only what has come in is waited for once more.
 */
export function createListReader(database: InboxDatabase): (asked: AskedList) => Promise<Listed | undefined> {
  const { conversations, muted } = database
  const readMuted = async () => new Set(await muted.toCollection().primaryKeys())
  let lately: { tab?: InboxTab; shown: ConversationId[] } = { shown: [] }

  const readTab = async (tab: InboxTab, { me, span, focused }: AskedList): Promise<Listed> => {
    const [ids, hushed, guessed] = await Promise.all([
      listConversations(database, tab, me),
      readMuted(),
      conversations.bulkGet(lately.tab === tab ? lately.shown : []),
    ])
    const wanted = ids.slice(span.from, span.to)
    // The row of the keyboard stays in the page, however far somebody has scrolled from it.
    if (focused !== undefined && ids.includes(focused)) wanted.push(focused)
    const known = byId(guessed)
    const missing = await conversations.bulkGet(wanted.filter((id) => !known.has(id)))
    lately = { tab, shown: wanted }
    const rows = byId([...wanted.map((id) => known.get(id)), ...missing])
    return { ids, total: ids.length, rows, muted: hushed }
  }

  const readFound = async (words: string): Promise<Listed> => {
    const found = await searchConversations(database, words, mostFound)
    const ids = found.map(({ id }) => id)
    return { ids, total: ids.length, rows: byId(found), muted: await readMuted() }
  }

  return async (asked) => {
    if (asked.words === '' && asked.tab === undefined) return undefined
    const { words, tab } = asked
    return database.transaction('r', conversations, muted, () =>
      words !== '' || tab === undefined ? readFound(words) : readTab(tab, asked),
    )
  }
}

const byId = <Row extends { id: ConversationId }>(rows: readonly (Row | undefined)[]): Map<ConversationId, Row> =>
  new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row]])))

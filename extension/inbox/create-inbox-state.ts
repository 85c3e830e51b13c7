import { computed, effect } from '@preact/signals'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import { countWaiting, listConversations, searchConversations } from './find-conversations.ts'
import { type InboxTab, openingTab } from './inbox-tabs.ts'
import {
  createListChoices,
  type ListChoices,
  type Listed,
  type ListInputs,
  type ListState,
  listVerbs,
} from './list-state.ts'
import { liveSignal } from './live-signal.ts'
import type { Span } from './virtual-window.ts'

export interface InboxInputs extends ListInputs {
  database: InboxDatabase
}

/** The inbox once the store is open. */
export interface InboxState extends InboxInputs, ListState {
  stop(): void
}

/** More than anybody reads through: who finds so many types another letter. */
const mostFound = 100

export function createInboxState(inputs: InboxInputs, choices: ListChoices = createListChoices()): InboxState {
  const { database } = inputs
  const here = liveSignal(() => async () => (await database.here.get('here')) ?? null)
  const employeeId = computed(() => here.value.value?.employee?.id)
  const counts = liveSignal(() => {
    const me = employeeId.value
    return () => countWaiting(database, me)
  })

  // The tab to begin with is decided once: later news must not move the list under somebody's hand.
  const stopChoosing = effect(() => {
    if (here.value.value !== undefined && counts.value.value !== undefined)
      choices.tab.value ??= openingTab(counts.value.value)
  })
  const listed = liveSignal(() => {
    const asked = { tab: choices.tab.value, me: employeeId.value, words: choices.query.value.trim() }
    const [span, focused] = [choices.span.value, choices.focused.value]
    return () => readList(database, asked, span, focused)
  })

  const drafts = liveSignal(() => () => database.drafts.toArray())

  return {
    ...inputs,
    ...listVerbs(choices),
    here: here.value,
    tab: computed(() => choices.tab.value ?? 'all'),
    listed: listed.value,
    counts: counts.value,
    drafts: computed(() => new Map(drafts.value.value?.map((draft) => [draft.conversationId, draft]))),
    query: choices.query,
    focused: choices.focused,
    stop() {
      for (const part of [here, counts, listed, drafts]) part.stop()
      stopChoosing()
    },
  }
}

interface AskedList {
  tab: InboxTab | undefined
  me: EmployeeId | undefined
  words: string
}

async function readList(
  database: InboxDatabase,
  { tab, me, words }: AskedList,
  span: Span,
  focused: ConversationId | undefined,
): Promise<Listed | undefined> {
  if (words !== '') {
    const found = await searchConversations(database, words, mostFound)
    return asListed(
      database,
      found.map(({ id }) => id),
      found,
    )
  }
  if (tab === undefined) return undefined
  const ids = await listConversations(database, tab, me)
  const wanted = ids.slice(span.from, span.to)
  // The row of the keyboard stays in the page, however far somebody has scrolled from it.
  if (focused !== undefined && ids.includes(focused)) wanted.push(focused)
  return asListed(database, ids, await database.conversations.bulkGet(wanted))
}

async function asListed(
  database: InboxDatabase,
  ids: ConversationId[],
  rows: (ConversationRow | undefined)[],
): Promise<Listed> {
  const known = rows.filter((row) => row !== undefined)
  const muted = await database.muted.toCollection().primaryKeys()
  return { ids, total: ids.length, rows: new Map(known.map((row) => [row.id, row])), muted: new Set(muted) }
}

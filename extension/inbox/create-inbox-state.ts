import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Instant } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { ConversationRow, HereRow, InboxDatabase } from '../database/database.ts'
import type { ConversationRoute } from './conversation-route.ts'
import { countWaiting, findConversations, searchConversations } from './find-conversations.ts'
import { type InboxTab, openingTab, type WaitingCounts } from './inbox-tabs.ts'
import { liveSignal } from './live-signal.ts'

export const rowsAtOnce = 30

export interface InboxInputs {
  database: InboxDatabase
  inbox: InboxService
  route: ConversationRoute
  now: ReadonlySignal<Instant>
  openSettings: () => void
}

export interface InboxState extends InboxInputs {
  /** `undefined` while it loads, `null` before the background has written anything. */
  here: ReadonlySignal<HereRow | null | undefined>
  tab: ReadonlySignal<InboxTab>
  /** Of the tab; `undefined` while it loads. */
  rows: ReadonlySignal<ConversationRow[] | undefined>
  counts: ReadonlySignal<WaitingCounts | undefined>
  /** What is searched for; empty: the tab is shown. */
  query: ReadonlySignal<string>
  search(query: string): void
  showTab(tab: InboxTab): void
  /** Loads further rows when the last one has come into view. */
  showMore(): void
  stop(): void
}

export function createInboxState(inputs: InboxInputs): InboxState {
  const { database } = inputs
  const here = liveSignal(() => async () => (await database.here.get('here')) ?? null)
  const counts = liveSignal(() => () => countWaiting(database))
  const employeeId = computed(() => here.value.value?.employee?.id)
  const chosenTab = signal<InboxTab | undefined>(undefined)
  const tab = computed(() => chosenTab.value ?? 'all')
  const limit = signal(rowsAtOnce)
  const query = signal('')

  // The tab to begin with is decided once: later news must not move the list under somebody's hand.
  const stopChoosing = effect(() => {
    if (counts.value.value !== undefined) chosenTab.value ??= openingTab(counts.value.value)
  })
  const rows = liveSignal(() => {
    const [wanted, owner, upTo, words] = [chosenTab.value, employeeId.value, limit.value, query.value.trim()]
    if (words !== '') return () => searchConversations(database, words, upTo)
    return async () => (wanted === undefined ? undefined : findConversations(database, wanted, owner, upTo))
  })

  return {
    ...inputs,
    here: here.value,
    tab,
    rows: rows.value,
    counts: counts.value,
    query,
    search(wanted) {
      limit.value = rowsAtOnce
      query.value = wanted
    },
    showTab(wanted) {
      limit.value = rowsAtOnce
      query.value = ''
      chosenTab.value = wanted
    },
    showMore() {
      if ((rows.value.value?.length ?? 0) >= limit.value) limit.value += rowsAtOnce
    },
    stop() {
      for (const part of [here, counts, rows]) part.stop()
      stopChoosing()
    },
  }
}

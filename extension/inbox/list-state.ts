import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { ConversationRow, HereRow } from '../database/database.ts'
import type { DraftRow } from '../database/draft-row.ts'
import type { ConversationRoute } from './conversation-route.ts'
import type { InboxTab, WaitingCounts } from './inbox-tabs.ts'
import { type Span, wantedRows } from './virtual-window.ts'

/** The conversations of the tab, or those that the search has found. */
export interface Listed {
  /** All of them, newest first; before the store is open only the first ones. */
  ids: readonly ConversationId[]
  total: number
  /** Those that are wanted just now. */
  rows: ReadonlyMap<ConversationId, ConversationRow>
  /** Of those: which are muted here. */
  muted: ReadonlySet<ConversationId>
}

/** What a person has chosen in the list. It outlives the moment when the store opens behind the first paint. */
export interface ListChoices {
  tab: Signal<InboxTab | undefined>
  query: Signal<string>
  /** Which rows the store is asked for. */
  span: Signal<Span>
  /** The row that the keyboard stands on. */
  focused: Signal<ConversationId | undefined>
}

export const createListChoices = (tab?: InboxTab): ListChoices => ({
  tab: signal(tab),
  query: signal(''),
  span: signal(wantedRows({ from: 0, to: 0 })),
  focused: signal(undefined),
})

export interface ListInputs {
  inbox: InboxService
  route: ConversationRoute
  now: ReadonlySignal<Instant>
  openSettings: () => void
  /** Where somebody who has not come in yet is led. */
  openFirstSteps: () => void
}

/** All that the list shows and does; whether it comes from the first paint or from the store is nothing to its components. */
export interface ListState extends ListInputs, ListVerbs {
  /** `undefined` while it loads, `null` before the background has written anything. */
  here: ReadonlySignal<HereRow | null | undefined>
  tab: ReadonlySignal<InboxTab>
  /** `undefined` while it loads. */
  listed: ReadonlySignal<Listed | undefined>
  counts: ReadonlySignal<WaitingCounts | undefined>
  /** Where a note names this person, who has not looked since. */
  mentioned: ReadonlySignal<ReadonlySet<ConversationId>>
  /** What is half written, by conversation. */
  drafts: ReadonlySignal<ReadonlyMap<ConversationId, DraftRow>>
  /** What is searched for; empty: the tab is shown. */
  query: ReadonlySignal<string>
  focused: ReadonlySignal<ConversationId | undefined>
}

export interface ListVerbs {
  search(query: string): void
  showTab(tab: InboxTab): void
  /** The keyboard goes to this row. */
  focus(id: ConversationId): void
  /** These rows are drawn. */
  look(drawn: Span): void
}

export const listVerbs = ({ tab, query, span, focused }: ListChoices): ListVerbs => ({
  search(wanted) {
    query.value = wanted
  },
  showTab(wanted) {
    query.value = ''
    focused.value = undefined
    tab.value = wanted
  },
  focus(id) {
    focused.value = id
  },
  look(drawn) {
    const wanted = wantedRows(drawn)
    if (wanted.from !== span.peek().from || wanted.to !== span.peek().to) span.value = wanted
  },
})

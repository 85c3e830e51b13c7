import { computed, effect } from '@preact/signals'
import type { InboxDatabase } from '../database/database.ts'
import { countWaiting } from './find-conversations.ts'
import { openingTab } from './inbox-tabs.ts'
import { createListChoices, type ListChoices, type ListInputs, type ListState, listVerbs } from './list-state.ts'
import { liveSignal } from './live-signal.ts'
import { createListReader } from './read-list.ts'
import { keepHere, keepRows, keepSame } from './steady-values.ts'

export interface InboxInputs extends ListInputs {
  database: InboxDatabase
}

/** The inbox once the store is open. */
export interface InboxState extends InboxInputs, ListState {
  stop(): void
}

export function createInboxState(inputs: InboxInputs, choices: ListChoices = createListChoices()): InboxState {
  const { database } = inputs
  const here = liveSignal(() => async () => (await database.here.get('here')) ?? null, keepHere)
  const employeeId = computed(() => here.value.value?.employee?.id)
  const counts = liveSignal(() => {
    const me = employeeId.value
    return () => countWaiting(database, me)
  }, keepSame)

  // The tab to begin with is decided once: later news must not move the list under somebody's hand.
  const stopChoosing = effect(() => {
    if (here.value.value !== undefined && counts.value.value !== undefined)
      choices.tab.value ??= openingTab(counts.value.value)
  })
  const readList = createListReader(database)
  const listed = liveSignal(() => {
    const asked = { tab: choices.tab.value, me: employeeId.value, words: choices.query.value.trim() }
    const [span, focused] = [choices.span.value, choices.focused.value]
    return () => readList({ ...asked, span, focused })
  }, keepRows)

  // Apart from the list: with each client's message a notice is written, twice, and the list must not be read again for it.
  const mentioned = liveSignal(() => () => database.notices.where('mentioned').equals(1).primaryKeys(), keepSame)
  const drafts = liveSignal(() => () => database.drafts.toArray())

  return {
    ...inputs,
    ...listVerbs(choices),
    here: here.value,
    tab: computed(() => choices.tab.value ?? 'all'),
    listed: listed.value,
    counts: counts.value,
    mentioned: computed(() => new Set(mentioned.value.value)),
    drafts: computed(() => new Map(drafts.value.value?.map((draft) => [draft.conversationId, draft]))),
    query: choices.query,
    focused: choices.focused,
    stop() {
      for (const part of [here, counts, listed, mentioned, drafts]) part.stop()
      stopChoosing()
    },
  }
}

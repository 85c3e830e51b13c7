import { effect } from '@preact/signals'
import { InboxDatabase } from '../database/database.ts'
import { createInboxState, type InboxState } from './create-inbox-state.ts'
import { followJoined } from './follow-joined.ts'
import { closedDoor } from './link-sentences.ts'
import type { ListChoices, ListInputs } from './list-state.ts'

/** The part of the inbox that needs the store, and with it Dexie: it comes after the first paint. */
export function openStore(inputs: ListInputs, choices: ListChoices, page: Pick<Window, 'location'>): InboxState {
  const state = createInboxState({ ...inputs, database: new InboxDatabase() }, choices)
  followJoined(state.database, state.route, page)
  state.database.open().catch(async () => (await import('./store-broken.tsx')).showStoreBroken())
  return state
}

/** Settles when there is as much to show as the first paint has shown. */
export function storeHasAnswered({ here, listed, counts }: InboxState): Promise<void> {
  return new Promise((done) => {
    const stop = effect(() => {
      const known = here.value
      if (known === undefined) return
      if (closedDoor(known?.link ?? 'notSetUp') === undefined && (!listed.value || !counts.value)) return
      done()
      queueMicrotask(() => stop())
    })
  })
}

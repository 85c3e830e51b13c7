import type { InboxSettings } from '../../shared/inbox-settings.ts'
import { createSignal, type Signal } from '../signal.ts'
import { inboxSettings } from '../store/kept-settings.ts'
import type { Store } from '../store/open.ts'

/** How the queue works, kept in memory: each message that comes in asks for it. */
export interface InboxRules {
  now(): InboxSettings
  /** Fires once it is something else. */
  changed: Signal
}

export async function openInboxRules(
  store: Pick<Store, 'read' | 'officeChanged'>,
  onError: (error: unknown) => void,
): Promise<InboxRules> {
  let known = await inboxSettings(store.read)
  const changed = createSignal()
  /** Of the newest look: an older one that answers later says nothing new. */
  let newest = 0
  const look = async (): Promise<void> => {
    newest += 1
    const mine = newest
    const found = await inboxSettings(store.read)
    if (mine !== newest || JSON.stringify(found) === JSON.stringify(known)) return
    known = found
    changed.fire()
  }
  store.officeChanged.listen(() => void look().catch(onError))
  return { now: () => known, changed }
}

import { effect } from '@preact/signals'
import type { InboxDatabase } from '../database/database.ts'
import { conversationNow } from '../database/joined.ts'
import { addressOf } from './conversation-address.ts'
import type { ConversationRoute } from './conversation-route.ts'
import { liveSignal } from './live-signal.ts'

/**
 * Leads a page from a conversation that was joined with another to that other, also while it is open. The old address does not stay behind: the browser's
 * Back would only lead here again. @returns stops it.
 */
export function followJoined(
  database: InboxDatabase,
  route: Pick<ConversationRoute, 'open'>,
  page: Pick<Window, 'location'>,
): () => void {
  const joined = liveSignal(() => {
    const open = route.open.value
    return async () => (open === undefined ? undefined : { open, now: await conversationNow(database, open) })
  })
  const stopLeading = effect(() => {
    const found = joined.value.value
    if (found && found.now !== found.open && found.open === route.open.value)
      page.location.replace(addressOf(found.now))
  })
  return () => {
    joined.stop()
    stopLeading()
  }
}

import { type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId } from '../../shared/ids.ts'
import { addressOf, conversationIn } from './conversation-address.ts'

export interface ConversationRoute {
  open: ReadonlySignal<ConversationId | undefined>
  goTo(id: ConversationId): void
  goToList(): void
}

/** The open conversation stands in the address, so that a notification can open it and the browser's own Back works. */
export function createConversationRoute(page: Pick<Window, 'location' | 'addEventListener'>): ConversationRoute {
  const open = signal(conversationIn(page.location.hash))
  page.addEventListener('hashchange', () => {
    open.value = conversationIn(page.location.hash)
  })
  return {
    open,
    goTo: (id) => {
      page.location.hash = addressOf(id)
    },
    goToList: () => {
      page.location.hash = '#/'
    },
  }
}

import { type ReadonlySignal, signal } from '@preact/signals'
import * as v from 'valibot'
import { type ConversationId, conversationIdSchema } from '../../shared/ids.ts'

const prefix = '#/conversation/'

export const addressOf = (id: ConversationId): string => prefix + id

/** Which conversation an address opens; a foreign or broken one opens the list. */
export function conversationIn(hash: string): ConversationId | undefined {
  if (!hash.startsWith(prefix)) return undefined
  const parsed = v.safeParse(conversationIdSchema, hash.slice(prefix.length))
  return parsed.success ? parsed.output : undefined
}

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

import * as v from 'valibot'
import { type ConversationId, conversationIdSchema } from '../../shared/ids.ts'

/**
 * Who looks at which conversation is told by locks: whoever looks holds one, any number at a time, and the browser takes it back when the page is closed or crashes. Nothing can
 * be left behind, and a worker that has just been woken can ask as well as any other.
 */
const prefix = 'looking:'

/** In a page: this conversation is before somebody's eyes, until the returned function is called. */
export function lookAt(conversationId: ConversationId, locks: LockManager = navigator.locks): () => void {
  const over = new AbortController()
  const looking = new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()))
  locks
    .request(prefix + conversationId, { mode: 'shared', signal: over.signal }, () => looking)
    .catch(() => {
      // Over before it was given.
    })
  return () => over.abort()
}

/** In the background: what somebody is looking at. */
export async function watchedConversations(locks: LockManager = navigator.locks): Promise<Set<ConversationId>> {
  const { held = [] } = await locks.query()
  return new Set(
    held.flatMap(({ name = '' }) => {
      const id = v.safeParse(conversationIdSchema, name.startsWith(prefix) ? name.slice(prefix.length) : undefined)
      return id.success ? id.output : []
    }),
  )
}

import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { ConversationRow } from '../database/database.ts'
import type { StoredMessages } from './stored-messages.ts'

/** Farther up nobody looks for it. */
const farthest = 500

export interface UnreadLine {
  first: ReadonlySignal<MessageId | undefined>
  /** Before that nothing is painted: a line that came later would push the messages. */
  known: ReadonlySignal<boolean>
  stop(): void
}

/**
 * Where «новые сообщения» stands: above the first message that nobody had opened when this conversation was opened here, and anew above what has come while
 * nobody was looking. What comes under somebody's eyes is not new to him.
 */
export function createUnreadLine(
  stored: Pick<StoredMessages, 'firstOfUnread'>,
  row: ReadonlySignal<ConversationRow | null | undefined>,
  isSeen: ReadonlySignal<boolean>,
): UnreadLine {
  const first = signal<MessageId | undefined>(undefined)
  const known = signal(false)
  const unread = computed(() => row.value?.unread)
  let looked = false
  const stop = effect(() => {
    const count = unread.value
    if (row.value === null) known.value = true
    if (count === undefined || (looked && isSeen.peek())) return
    looked = isSeen.peek()
    if (count === 0) known.value = true
    else {
      void stored.firstOfUnread(Math.min(count, farthest)).then((message) => {
        first.value = message?.id
        known.value = true
      })
    }
  })
  return { first, known, stop }
}

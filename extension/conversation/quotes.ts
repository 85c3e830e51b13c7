import type { ReadonlySignal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { InboxDatabase } from '../database/database.ts'
import { type LiveSignal, liveSignal } from '../inbox/live-signal.ts'
import { storedMessage } from './stored-messages.ts'

/** Messages that others answer: looked up once each, and followed while the conversation is open, because they may be edited or come later. */
export function createQuotes(database: InboxDatabase): {
  quoted(id: MessageId): ReadonlySignal<Message | null | undefined>
  stop(): void
} {
  const known = new Map<MessageId, LiveSignal<Message | null>>()
  return {
    quoted(id) {
      const found = known.get(id) ?? liveSignal(() => async () => (await storedMessage(database, id)) ?? null)
      known.set(id, found)
      return found.value
    },
    stop() {
      for (const each of known.values()) each.stop()
      known.clear()
    },
  }
}

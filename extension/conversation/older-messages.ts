import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, AskedCode, HistoryPart } from '../background/inbox-service.ts'
import type { StoredMessages } from './stored-messages.ts'

/** Whether there is more above: yes, being fetched, nothing, or the relay's refusal. */
export type Older = 'more' | 'fetching' | 'none' | AskedCode

export interface OlderMessages {
  state: ReadonlySignal<Older>
  /** The next ones above the first on the page, oldest first: those of this browser, and only then the relay's. */
  above(first: Message | undefined, count: number): Promise<Message[]>
  /** What is on the page begins elsewhere now, or a conversation has joined this one: there may be more above it again. */
  startAnew(): void
}

/**
 * What stands above, where the browser keeps only a part of a conversation and the relay has all of it.
 * @param first of those on the page.
 */
export function createOlderMessages(
  stored: Pick<StoredMessages, 'before' | 'partOf' | 'oldestOf'>,
  first: ReadonlySignal<Message | undefined>,
  fetchOlder: (part: HistoryPart) => Promise<Asked<boolean>>,
): OlderMessages {
  const state = signal<Older>('more')
  /** With which message the conversation begins, once that is known. */
  const beginning = signal<{ id: MessageId | undefined } | undefined>(undefined)
  const isBeginning = (message: Message | undefined) =>
    beginning.value !== undefined && beginning.value.id === message?.id
  return {
    // Whoever has scrolled down since may go up again.
    state: computed(() => (state.value === 'none' && !isBeginning(first.value) ? 'more' : state.value)),
    async above(message, count) {
      const at = message?.at ?? Number.MAX_SAFE_INTEGER
      const here = await stored.before(at, count)
      if (here.length > 0) return here
      if (isBeginning(message)) {
        state.value = 'none'
        return []
      }
      state.value = 'fetching'
      const part = await stored.partOf(at)
      const answer = await fetchOlder(part)
      if (!answer.ok) {
        state.value = answer.code
        return []
      }
      // Fetched, they may be the end's: the hole was closed.
      const oldest = (await stored.oldestOf(part)) ?? (await stored.oldestOf('end'))
      if (!answer.value) beginning.value = { id: oldest?.id }
      const found = await stored.before(at, count)
      state.value = found.length === 0 && !answer.value ? 'none' : 'more'
      return found
    },
    startAnew() {
      state.value = 'more'
      beginning.value = undefined
    },
  }
}

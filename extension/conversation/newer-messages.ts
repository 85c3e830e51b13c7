import { type ReadonlySignal, signal } from '@preact/signals'
import type { Instant } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, AskedCode } from '../background/inbox-service.ts'
import type { StoredMessages } from './stored-messages.ts'

/** Whether the hole below is being closed: not asked for yet, being fetched, or the relay's refusal. */
export type Newer = 'more' | 'fetching' | AskedCode

export interface Below {
  /** Oldest first. */
  messages: Message[]
  /** Nothing comes after them. */
  isEnd: boolean
}

export interface NewerMessages {
  state: ReadonlySignal<Newer>
  /** The next ones below a moment: those of this browser, and where there is a hole the relay's. */
  below(at: Instant, count: number): Promise<Below>
  /** Those of this browser alone. */
  storedBelow(at: Instant, count: number): Promise<Below>
  /** What is on the page ends elsewhere now. */
  startAnew(): void
}

/** What stands below, where somebody looks far up and not everything between that and the end is here. */
export function createNewerMessages(
  stored: Pick<StoredMessages, 'after' | 'partOf'>,
  fetchNewer: () => Promise<Asked<void>>,
): NewerMessages {
  const state = signal<Newer>('more')
  const storedBelow = async (at: Instant, count: number): Promise<Below> => {
    const isEnd = (await stored.partOf(at)) === 'end'
    const messages = await stored.after(at, count)
    return { messages, isEnd: isEnd && messages.length < count }
  }
  return {
    state,
    storedBelow,
    async below(at, count) {
      const here = await storedBelow(at, count)
      if (here.messages.length > 0 || here.isEnd) return here
      state.value = 'fetching'
      const answer = await fetchNewer()
      state.value = answer.ok ? 'more' : answer.code
      return answer.ok ? storedBelow(at, count) : here
    },
    startAnew() {
      state.value = 'more'
    },
  }
}

import { type ReadonlySignal, signal } from '@preact/signals'
import type { Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, AskedCode } from '../background/inbox-service.ts'
import type { StoredMessages } from './stored-messages.ts'

/** Whether there is more above: yes, being fetched, nothing, or the relay's refusal. */
export type Older = 'more' | 'fetching' | 'none' | AskedCode

/** How many pages of older messages are fetched on the way to a message that is far away. */
const farthest = 100

export interface OlderMessages {
  state: ReadonlySignal<Older>
  /** The next ones above a moment, oldest first: those of this browser, and only then the relay's. */
  before(at: Instant, count: number): Promise<Message[]>
  /** Fetches page after page until this message is here; `undefined`: nowhere, or too far away. */
  until(id: MessageId): Promise<Message | undefined>
  /** What is on the page begins elsewhere now: there may be more above it again. */
  startAnew(): void
}

/** What stands above, where the browser keeps only the end of a conversation and the relay has all of it. */
export function createOlderMessages(
  stored: Pick<StoredMessages, 'before' | 'byId'>,
  fetchOlder: () => Promise<Asked<boolean>>,
): OlderMessages {
  const state = signal<Older>('more')
  let fetchedAll = false
  const fetched = async (at: Instant, count: number): Promise<Message[]> => {
    state.value = 'fetching'
    const answer = await fetchOlder()
    state.value = answer.ok ? 'more' : answer.code
    if (!answer.ok) return []
    fetchedAll = !answer.value
    return stored.before(at, count)
  }
  return {
    state,
    async before(at, count) {
      const here = await stored.before(at, count)
      const found = here.length > 0 || fetchedAll ? here : await fetched(at, count)
      if (found.length === 0 && fetchedAll) state.value = 'none'
      return found
    },
    async until(id) {
      for (let page = 0; page < farthest; page += 1) {
        const message = await stored.byId(id)
        if (message !== undefined) return message
        const answer = await fetchOlder()
        if (!answer.ok || !answer.value) return await stored.byId(id)
      }
      return undefined
    },
    startAnew() {
      state.value = 'more'
    },
  }
}

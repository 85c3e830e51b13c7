import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Message } from '../../shared/message.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import type { Cut, StoredMessages } from './stored-messages.ts'

/** How many come at a time, and how many are on the page at most, however far somebody scrolls. */
export const messagesAtOnce = 40
export const mostOnPage = 240

/** Which side stays where it is when there are too many. */
export type Side = 'first' | 'last'

export interface FoundMessages {
  /** Oldest first. */
  messages: Message[]
  /** Nothing comes after them. */
  atEnd: boolean
}

export interface MessageCut {
  /** `undefined` while it loads. */
  found: ReadonlySignal<FoundMessages | undefined>
  value: ReadonlySignal<Cut>
  moveTo(cut: Cut): void
  /** To where the newest are. */
  moveToEnd(): void
  keep(side: Side): void
  stop(): void
}

/** Where a conversation is cut for the page, and what lies within; without a cut the newest ones. */
export function createMessageCut(stored: Pick<StoredMessages, 'last' | 'within'>): MessageCut {
  const cut = signal<Cut>({ from: undefined, to: undefined })
  let kept: Side = 'last'
  /** Where the newest ones began when they were first there: what comes later adds to them. */
  let began: Cut['from']
  const found = liveSignal(() => {
    const wanted = cut.value
    return async () => {
      const from = wanted.from ?? began
      const messages = from === undefined ? await stored.last(messagesAtOnce) : await stored.within({ ...wanted, from })
      began ??= messages[0]?.at
      return { messages, atEnd: wanted.to === undefined }
    }
  })
  const stopCutting = effect(() => {
    const messages = found.value.value?.messages
    if (messages !== undefined) cut.value = cutTo(messages, cut.peek(), kept)
  })
  return {
    // A slow browser paints what is found before it has cut anew.
    found: computed(() => found.value.value && onPage(found.value.value, kept)),
    value: cut,
    moveTo(next) {
      cut.value = next
    },
    moveToEnd() {
      kept = 'last'
      began = undefined
      cut.value = { from: undefined, to: undefined }
    },
    keep(side) {
      kept = side
    },
    stop() {
      found.stop()
      stopCutting()
    },
  }
}

const onPage = (found: FoundMessages, kept: Side): FoundMessages => {
  if (found.messages.length <= mostOnPage) return found
  if (kept === 'last') return { ...found, messages: found.messages.slice(-mostOnPage) }
  return { messages: found.messages.slice(0, mostOnPage), atEnd: false }
}

/** Where to cut what is on the page now, so that there are never too many. */
function cutTo(messages: Message[], cut: Cut, kept: Side): Cut {
  if (messages.length <= mostOnPage) return cut
  const [start, end] = kept === 'first' ? [0, mostOnPage] : [messages.length - mostOnPage, messages.length]
  const [from, to] = [messages[start]?.at, messages[end - 1]?.at]
  return within(cut, { from, to: end === messages.length ? cut.to : to })
}

/** The same cut stays the same value: else it would be cut without end where one moment has more messages than a page. */
const within = (before: Cut, after: Cut): Cut => (before.from === after.from && before.to === after.to ? before : after)

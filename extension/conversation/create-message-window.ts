import { batch, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, AskedCode } from '../background/inbox-service.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import type { Cut, StoredMessages } from './stored-messages.ts'

/** How many come at a time, and how many are on the page at most, however far somebody scrolls. */
export const messagesAtOnce = 40
export const mostOnPage = 240

/** Whether there is more above: yes, being fetched, nothing, or the relay's refusal. */
export type Older = 'more' | 'fetching' | 'none' | AskedCode

/** How many pages of older messages are fetched on the way to a message that is far away. */
const farthest = 100

export interface MessageWindow {
  /** Oldest first; `atEnd`: nothing comes after them. `undefined` while it loads. */
  found: ReadonlySignal<{ messages: Message[]; atEnd: boolean } | undefined>
  older: ReadonlySignal<Older>
  showOlder(): Promise<void>
  showNewer(): Promise<void>
  /** To where the newest are. */
  showNewest(): void
  /** To where this message is, wherever that is; false: nowhere. */
  showAround(id: MessageId): Promise<boolean>
  /** Whether somebody reads the newest: then what is far above may go, else what is far below. */
  readsNewest(does: boolean): void
  stop(): void
}

/** The part of a conversation that is on the page: it moves along with whoever scrolls, and never grows beyond `mostOnPage`. */
export function createMessageWindow(stored: StoredMessages, fetchOlder: () => Promise<Asked<boolean>>): MessageWindow {
  const cut = signal<Cut>({ from: undefined, to: undefined })
  const older = signal<Older>('more')
  let keeps: 'first' | 'last' = 'last'
  let fetchedAll = false
  let busy = false
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
    if (messages !== undefined) cut.value = cutTo(messages, cut.peek(), keeps)
  })
  const oneAtATime = async (work: () => Promise<void>) => {
    if (busy) return
    busy = true
    await work().finally(() => (busy = false))
  }
  const showOlder = () =>
    oneAtATime(async () => {
      if (older.value === 'none' || found.value.value === undefined) return
      const from = found.value.value.messages[0]?.at ?? Number.MAX_SAFE_INTEGER
      const above = await stored.before(from, messagesAtOnce)
      if (above[0] === undefined && !fetchedAll) {
        older.value = 'fetching'
        const answer = await fetchOlder()
        older.value = answer.ok ? 'more' : answer.code
        if (!answer.ok) return
        fetchedAll = !answer.value
        above.push(...(await stored.before(from, messagesAtOnce)))
      }
      if (above[0] === undefined) older.value = fetchedAll ? 'none' : older.value
      else {
        keeps = 'first'
        cut.value = { ...cut.value, from: above[0].at }
      }
    })
  return {
    found: found.value,
    older,
    showOlder,
    showNewer: () =>
      oneAtATime(async () => {
        const { to } = cut.value
        if (to === undefined) return
        const below = await stored.after(to, messagesAtOnce)
        keeps = 'last'
        cut.value = { ...cut.value, to: below.length < messagesAtOnce ? undefined : below.at(-1)?.at }
      }),
    showNewest() {
      if (cut.value.to === undefined) return
      keeps = 'last'
      began = undefined
      batch(() => {
        cut.value = { from: undefined, to: undefined }
        older.value = 'more'
      })
    },
    async showAround(id) {
      const message = await fetchUntilThere(stored, fetchOlder, id)
      if (message === undefined) return false
      const half = messagesAtOnce / 2
      const [above, below] = [await stored.before(message.at, half), await stored.after(message.at, half)]
      batch(() => {
        cut.value = {
          from: above[0]?.at ?? message.at,
          to: below.length < half ? undefined : below.at(-1)?.at,
        }
        older.value = 'more'
      })
      return true
    },
    readsNewest(does) {
      keeps = does ? 'last' : 'first'
    },
    stop() {
      found.stop()
      stopCutting()
    },
  }
}

/** Where to cut what is on the page now, so that there are never too many. */
export function cutTo(messages: Message[], cut: Cut, keeps: 'first' | 'last'): Cut {
  if (messages.length <= mostOnPage) return cut
  const [start, end] = keeps === 'first' ? [0, mostOnPage] : [messages.length - mostOnPage, messages.length]
  const [from, to] = [messages[start]?.at, messages[end - 1]?.at]
  return within(cut, { from, to: end === messages.length ? cut.to : to })
}

/** The same cut stays the same value: else it would be cut without end where one moment has more messages than a page. */
const within = (before: Cut, after: Cut): Cut => (before.from === after.from && before.to === after.to ? before : after)

async function fetchUntilThere(
  stored: StoredMessages,
  fetchOlder: () => Promise<Asked<boolean>>,
  id: MessageId,
): Promise<Message | undefined> {
  for (let page = 0; page < farthest; page += 1) {
    const message = await stored.byId(id)
    if (message !== undefined) return message
    const answer = await fetchOlder()
    if (!answer.ok || !answer.value) return await stored.byId(id)
  }
  return undefined
}

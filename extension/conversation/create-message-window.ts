import { batch, computed, type ReadonlySignal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Asked, AskedCode, HistoryPart } from '../background/inbox-service.ts'
import { createMessageCut, type FoundMessages, type MessageCut, messagesAtOnce } from './create-message-cut.ts'
import { createNewerMessages, type Newer, type NewerMessages } from './newer-messages.ts'
import { createOlderMessages, type Older, type OlderMessages } from './older-messages.ts'
import type { Cut, StoredMessages } from './stored-messages.ts'

/** Whether somebody who wants to see a message sees it: it is on the page, it is nowhere, or the relay's refusal. */
export type Arrival = 'there' | 'nowhere' | AskedCode

export interface MessageWindow {
  /** `undefined` while it loads. */
  found: ReadonlySignal<FoundMessages | undefined>
  older: ReadonlySignal<Older>
  newer: ReadonlySignal<Newer>
  showOlder(): Promise<void>
  showNewer(): Promise<void>
  /** To where the newest are. */
  showNewest(): void
  /**
   * To where this message is, wherever that is.
   * @param leave right before what is on the page goes.
   */
  showAround(id: MessageId, leave: () => void): Promise<Arrival>
  /** Whether somebody reads the newest: then what is far above may go, else what is far below. */
  readsNewest(does: boolean): void
  /** Another conversation has joined this one. */
  joined(): void
  stop(): void
}

/** Where what the browser does not have comes from. */
export interface HistoryAtRelay {
  fetchOlder(part: HistoryPart): Promise<Asked<boolean>>
  fetchNewer(): Promise<Asked<void>>
  fetchAround(id: MessageId): Promise<Asked<boolean>>
}

/** The part of a conversation that is on the page: it moves along with whoever scrolls, and never grows beyond `mostOnPage`. */
export function createMessageWindow(stored: StoredMessages, relay: HistoryAtRelay): MessageWindow {
  const cut = createMessageCut(stored)
  const first = computed(() => cut.found.value?.messages[0])
  const older = createOlderMessages(stored, first, relay.fetchOlder)
  const newer = createNewerMessages(stored, relay.fetchNewer)
  const startAnew = () => {
    older.startAnew()
    newer.startAnew()
  }
  let busy = false
  const oneAtATime = async (work: () => Promise<void>) => {
    if (busy) return
    busy = true
    await work().finally(() => (busy = false))
  }
  return {
    found: cut.found,
    older: older.state,
    newer: newer.state,
    showOlder: () => oneAtATime(() => addAbove(cut, older)),
    showNewer: () => oneAtATime(() => addBelow(cut, newer)),
    showNewest() {
      if (cut.value.value.to === undefined) return
      batch(() => {
        cut.moveToEnd()
        startAnew()
      })
    },
    async showAround(id, leave) {
      const message = await bring(id, stored, relay)
      if (typeof message === 'string') return message
      const neighbours = await cutAround(message, stored, newer)
      leave()
      batch(() => {
        cut.moveTo(neighbours)
        startAnew()
      })
      return 'there'
    },
    readsNewest: (does) => cut.keep(does ? 'last' : 'first'),
    joined: startAnew,
    stop: cut.stop,
  }
}

/** The message, once it is in this browser with its neighbours. */
async function bring(id: MessageId, stored: StoredMessages, relay: HistoryAtRelay): Promise<Message | Arrival> {
  const here = await stored.byId(id)
  if (here !== undefined) return here
  const answer = await relay.fetchAround(id)
  if (!answer.ok) return answer.code
  return (answer.value ? await stored.byId(id) : undefined) ?? 'nowhere'
}

async function cutAround({ at }: Message, stored: StoredMessages, newer: NewerMessages): Promise<Cut> {
  const half = messagesAtOnce / 2
  const [above, below] = [await stored.before(at, half), await newer.storedBelow(at, half)]
  return { from: above[0]?.at ?? at, to: below.isEnd ? undefined : (below.messages.at(-1)?.at ?? at) }
}

async function addAbove(cut: MessageCut, older: OlderMessages): Promise<void> {
  const found = cut.found.value
  if (older.state.value === 'none' || found === undefined) return
  const { value: before } = cut.value
  const [first] = await older.above(found.messages[0], messagesAtOnce)
  // Whoever has gone elsewhere meanwhile stays there.
  if (first === undefined || cut.value.value !== before) return
  cut.keep('first')
  cut.moveTo({ ...before, from: first.at })
}

async function addBelow(cut: MessageCut, newer: NewerMessages): Promise<void> {
  const { value: before } = cut.value
  if (before.to === undefined) return
  const { messages, isEnd } = await newer.below(before.to, messagesAtOnce)
  if (cut.value.value !== before) return
  cut.keep('last')
  cut.moveTo({ ...before, to: isEnd ? undefined : (messages.at(-1)?.at ?? before.to) })
}

import { batch, type ReadonlySignal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Asked } from '../background/inbox-service.ts'
import { createMessageCut, type FoundMessages, type MessageCut, messagesAtOnce } from './create-message-cut.ts'
import { createOlderMessages, type Older, type OlderMessages } from './older-messages.ts'
import type { StoredMessages } from './stored-messages.ts'

export interface MessageWindow {
  /** `undefined` while it loads. */
  found: ReadonlySignal<FoundMessages | undefined>
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
  const cut = createMessageCut(stored)
  const older = createOlderMessages(stored, fetchOlder)
  let busy = false
  const oneAtATime = async (work: () => Promise<void>) => {
    if (busy) return
    busy = true
    await work().finally(() => (busy = false))
  }
  return {
    found: cut.found,
    older: older.state,
    showOlder: () => oneAtATime(() => addAbove(cut, older)),
    showNewer: () => oneAtATime(() => addBelow(cut, stored)),
    showNewest() {
      if (cut.value.value.to === undefined) return
      batch(() => {
        cut.moveToEnd()
        older.startAnew()
      })
    },
    async showAround(id) {
      const message = await older.until(id)
      if (message === undefined) return false
      const half = messagesAtOnce / 2
      const [above, below] = [await stored.before(message.at, half), await stored.after(message.at, half)]
      batch(() => {
        cut.moveTo({ from: above[0]?.at ?? message.at, to: below.length < half ? undefined : below.at(-1)?.at })
        older.startAnew()
      })
      return true
    },
    readsNewest: (does) => cut.keep(does ? 'last' : 'first'),
    stop: cut.stop,
  }
}

async function addAbove(cut: MessageCut, older: OlderMessages): Promise<void> {
  const found = cut.found.value
  if (older.state.value === 'none' || found === undefined) return
  const [first] = await older.before(found.messages[0]?.at ?? Number.MAX_SAFE_INTEGER, messagesAtOnce)
  if (first === undefined) return
  cut.keep('first')
  cut.moveTo({ ...cut.value.value, from: first.at })
}

async function addBelow(cut: MessageCut, stored: StoredMessages): Promise<void> {
  const { to } = cut.value.value
  if (to === undefined) return
  const below = await stored.after(to, messagesAtOnce)
  cut.keep('last')
  cut.moveTo({ ...cut.value.value, to: below.length < messagesAtOnce ? undefined : below.at(-1)?.at })
}

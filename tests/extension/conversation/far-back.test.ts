import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { InboxService } from '../../../extension/background/inbox-service.ts'
import { serveHistory } from '../../../extension/background/serve-history.ts'
import type { RelayClient } from '../../../extension/connection/relay-api.ts'
import {
  type ConversationState,
  createConversationState,
} from '../../../extension/conversation/create-conversation-state.ts'
import { messagesAtOnce } from '../../../extension/conversation/create-message-cut.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import type { MessageId } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import { until } from '../../world/until.ts'
import { anna, conversation, ivan, message, messageId, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

/** The relay has a thousand messages; the browser has the last fifty. */
const all = Array.from({ length: 1_000 }, (_, place) => message(ivan, place + 1, { at: morning + place }))
const stored = 50

let database: InboxDatabase
let store: WorkerStore
let state: ConversationState
let asked: string[]
let isReachable: boolean
/** Until it is there, nothing is answered about what comes after a message. */
let slowAnswer: Promise<void>
let databases = 0

beforeEach(async () => {
  databases += 1
  database = new InboxDatabase(`far-back-${databases}`)
  store = createWorkerStore(database.name)
  asked = []
  isReachable = true
  slowAnswer = Promise.resolve()
  await database.conversations.put({ ...conversation(ivan, { unread: 0 }), waitsForMe: 1 })
  await database.messages.bulkPut(all.slice(-stored))
  state = createConversationState({
    ...{ database, inbox: withRelay(), conversationId: ivan.id, isSeen: signal(true), me: signal(anna.id) },
  })
  await until(() => expect(state.shown.value).toHaveLength(messagesAtOnce))
})
afterEach(async () => {
  state.stop()
  await store.delete()
  await database.delete()
})

/** As the relay answers, in pages of fifty. */
function page(part: { before?: MessageId; after?: MessageId; around?: MessageId }) {
  const [[at, id] = ['before', undefined]] = Object.entries(part)
  asked.push(at)
  const place = id === undefined ? all.length : all.findIndex((one) => one.id === id)
  if (place < 0) return { ok: false as const, code: 'notFound' as const, message: 'no such message' }
  const [from, to] =
    at === 'before' ? [place - 50, place] : at === 'after' ? [place + 1, place + 51] : [place - 25, place + 26]
  return {
    ok: true as const,
    value: { messages: all.slice(Math.max(0, from), to), more: from > 0, newer: to < all.length },
  }
}

function withRelay(): InboxService {
  const client: Pick<RelayClient, 'messages'> = {
    messages: async (_, part = {}) => {
      const answer = page(part)
      if ('after' in part) await slowAnswer
      return answer
    },
  }
  const access = {
    ask: async (question: (relay: RelayClient) => Promise<unknown>) =>
      isReachable ? question(client as RelayClient) : { ok: false, code: 'unreachable', message: 'no relay' },
  }
  return quietInbox(serveHistory({ database: store, access: access as never }))
}

const ids = () => state.shown.value?.flatMap((line) => (line.kind === 'message' ? line.message.id : [])) ?? []
const placeOf = (id: MessageId | undefined) => all.findIndex((one) => one.id === id)
const expectNoHoleOnPage = () => {
  const places = ids().map(placeOf)
  expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index))
}
const goTo = (number: number) => state.showAround(messageId(number), () => state.readsNewest(false))
async function scrollDown(): Promise<void> {
  const before = ids().at(-1)
  await state.showNewer()
  await until(() => expect(state.atEnd.value || ids().at(-1) !== before).toBe(true))
}

describe('a message far up', () => {
  test('is shown among its neighbours after one question, however far it is', async () => {
    expect(await goTo(500)).toBe('there')
    await until(() => expect(ids()).toContain(messageId(500)))
    expect(ids()).toContain(messageId(490))
    expect(ids()).toContain(messageId(510))
    expectNoHoleOnPage()
    expect(asked).toEqual(['around'])
    expect(state.atEnd.value).toBe(false)
  })

  test('that the browser has is shown without asking anybody', async () => {
    expect(await goTo(960)).toBe('there')
    await until(() => expect(ids()).toContain(messageId(960)))
    expect(asked).toEqual([])
  })

  test('that is nowhere is said to be nowhere, and everything stays as it was', async () => {
    const before = ids()
    expect(await goTo(7_777)).toBe('nowhere')
    expect(ids()).toEqual(before)
    expect(state.atEnd.value).toBe(true)
  })

  test('without the relay is told of as unreachable, and can be asked for again', async () => {
    isReachable = false
    expect(await goTo(500)).toBe('unreachable')
    expect(state.atEnd.value).toBe(true)
    isReachable = true
    expect(await goTo(500)).toBe('there')
  })

  test('leaves the hole between it and the end a hole: from the end one scrolls up through all of it', async () => {
    await goTo(500)
    await until(() => expect(ids()).toContain(messageId(500)))
    state.showNewest()
    await until(() => expect(ids().at(-1)).toBe(messageId(1_000)))
    state.readsNewest(false)
    for (let top = ids()[0]; placeOf(top) > 700; top = ids()[0]) {
      await state.showOlder()
      await until(() => expect(ids()[0]).not.toBe(top))
      expectNoHoleOnPage()
    }
  })
})

describe('whoever reads far up', () => {
  beforeEach(async () => {
    await goTo(800)
    await until(() => expect(ids()).toContain(messageId(800)))
  })

  test('scrolls down page by page until the end, without a hole, and is at the end there', async () => {
    for (let page = 0; page < 20 && !state.atEnd.value; page += 1) {
      await scrollDown()
      expectNoHoleOnPage()
    }
    expect(state.atEnd.value).toBe(true)
    expect(ids().at(-1)).toBe(messageId(1_000))
    expect(await database.farMessages.count()).toBe(0)
    const here = (await database.messages.orderBy('[conversationId+at]').toArray()).map(({ id }) => placeOf(id))
    expect(here).toEqual(here.map((_, index) => (here[0] ?? 0) + index))
  })

  test('scrolls up too, as far as the beginning', async () => {
    for (let top = ids()[0]; state.older.value !== 'none'; top = ids()[0]) {
      await state.showOlder()
      await until(() => expect(state.older.value === 'none' || ids()[0] !== top).toBe(true))
      expectNoHoleOnPage()
    }
    expect(ids()[0]).toBe(messageId(1))
  })

  test('who has been at the beginning and has scrolled down from there can go up again', async () => {
    while (state.older.value !== 'none') {
      const top = ids()[0]
      await state.showOlder()
      await until(() => expect(state.older.value === 'none' || ids()[0] !== top).toBe(true))
    }
    for (let page = 0; page < 8; page += 1) await scrollDown()
    await until(() => expect(ids()[0]).not.toBe(messageId(1)))
    expect(state.older.value).toBe('more')
  })

  test('does not see a message that comes meanwhile in the hole, but is told of it, and finds it at the end', async () => {
    const before = ids()
    await database.messages.put(message(ivan, 1_001, { at: morning + 1_000 }))
    await until(() => expect(state.newBelow.value).toBe(1))
    expect(ids()).toEqual(before)
    state.showNewest()
    await until(() => expect(ids().at(-1)).toBe(messageId(1_001)))
  })

  test('is told when what comes below cannot be fetched, and goes on from there when it can', async () => {
    while (placeOf(ids().at(-1)) < 824) await scrollDown()
    const before = ids()
    isReachable = false
    await state.showNewer()
    expect(state.newer.value).toBe('unreachable')
    expect(ids()).toEqual(before)
    isReachable = true
    await scrollDown()
    expect(state.newer.value).toBe('more')
    expectNoHoleOnPage()
  })

  test('goes farther up to another part: what was between is not taken for known', async () => {
    expect(await goTo(200)).toBe('there')
    await until(() => expect(ids()).toContain(messageId(200)))
    for (let page = 0; page < 4; page += 1) {
      await scrollDown()
      expectNoHoleOnPage()
    }
    const far: Message[] = await database.farMessages.toArray()
    expect(far.every(({ id }) => placeOf(id) < 700)).toBe(true)
  })

  test('gets nothing of an answer that comes when he has gone elsewhere', async () => {
    while (placeOf(ids().at(-1)) < 824) await scrollDown()
    let answer = () => {}
    slowAnswer = new Promise((done) => (answer = done))
    const newer = state.showNewer()
    await until(() => expect(asked.at(-1)).toBe('after'))
    await goTo(200)
    answer()
    await newer
    const far = (await database.farMessages.toArray()).map(({ id }) => placeOf(id)).toSorted((a, b) => a - b)
    expect(far).toEqual(far.map((_, index) => (far[0] ?? 0) + index))
  })
})

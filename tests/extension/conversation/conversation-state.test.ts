import 'fake-indexeddb/auto'
import { effect, signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { InboxService } from '../../../extension/background/inbox-service.ts'
import {
  type ConversationState,
  createConversationState,
} from '../../../extension/conversation/create-conversation-state.ts'
import { messagesAtOnce, mostOnPage } from '../../../extension/conversation/create-message-cut.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { until } from '../../world/until.ts'
import { anna, conversation, fileId, ivan, message, messageId, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const database = new InboxDatabase('conversation-state')
const isSeen = signal(true)
let state: ConversationState

function openConversation(answers: Partial<InboxService> = {}): InboxService {
  const inbox = quietInbox(answers)
  state = createConversationState({ database, inbox, conversationId: ivan.id, isSeen, me: signal(anna.id) })
  return inbox
}
const store = (count: number) =>
  database.messages.bulkPut(
    Array.from({ length: count }, (_, place) => message(ivan, place + 1, { at: morning + place })),
  )
const shownCount = () => state.shown.value?.length

beforeEach(async () => {
  isSeen.value = true
  await database.open()
  await database.conversations.put({ ...conversation(ivan, { unread: 1 }), waitsForMe: 1 })
})
afterEach(async () => {
  state.stop()
  await database.delete()
})

test('the newest messages are shown, oldest of them first', async () => {
  await store(messagesAtOnce + 5)
  openConversation()
  await until(() => expect(shownCount()).toBe(messagesAtOnce))
  expect(state.shown.value?.[0]).toMatchObject({ message: { id: messageId(6) } })
})

test('scrolling up first shows what the browser has, and asks the relay only then', async () => {
  await store(messagesAtOnce + 5)
  const fetchOlder = vi.fn(async () => ({ ok: true as const, value: false }))
  openConversation({ fetchOlder })
  await until(() => expect(shownCount()).toBe(messagesAtOnce))
  await state.showOlder()
  await until(() => expect(shownCount()).toBe(messagesAtOnce + 5))
  expect(fetchOlder).not.toHaveBeenCalled()
  await state.showOlder()
  expect(fetchOlder).toHaveBeenCalledOnce()
  expect(state.older.value).toBe('none')
})

test('when the relay does not answer, the place says so and asking again is possible', async () => {
  openConversation()
  await until(() => expect(shownCount()).toBe(0))
  await state.showOlder()
  expect(state.older.value).toBe('unreachable')
})

test('opening a conversation marks it as read, and a message that comes while it is seen too', async () => {
  const inbox = openConversation()
  await until(() => expect(inbox.opened).toHaveBeenCalledTimes(1))
  await database.conversations.update(ivan.id, { unread: 2 })
  await until(() => expect(inbox.opened).toHaveBeenCalledTimes(2))
})

test('behind another window nothing is marked as read until somebody looks', async () => {
  isSeen.value = false
  const inbox = openConversation()
  await until(() => expect(state.conversation.value?.unread).toBe(1))
  expect(inbox.opened).not.toHaveBeenCalled()
  isSeen.value = true
  expect(inbox.opened).toHaveBeenCalledOnce()
})

test('a refused reply can be tried again with the same id, or deleted', async () => {
  openConversation()
  const row = {
    id: messageId(9),
    conversationId: ivan.id,
    text: 'Да',
    typedAt: morning,
    attempts: 3,
    refused: { code: 'forbidden' as const, message: 'no' },
  }
  await database.outbox.put(row)
  await state.retry(row)
  expect(await database.outbox.toArray()).toEqual([
    { id: messageId(9), conversationId: ivan.id, text: 'Да', typedAt: morning, attempts: 0 },
  ])
  await state.discard(row)
  expect(await database.outbox.count()).toBe(0)
})

test('trying again does not bring back a reply that has left meanwhile', async () => {
  openConversation()
  await state.retry({ id: messageId(9), conversationId: ivan.id, text: 'Да', typedAt: morning, attempts: 1 })
  expect(await database.outbox.count()).toBe(0)
})

describe('however far somebody scrolls', () => {
  const ids = () => state.shown.value?.map((line) => (line.kind === 'message' ? line.message.id : line.row.id)) ?? []

  /** Scrolls up until nothing more comes, and notes how much was ever on the page. */
  async function scrollToTheTop(): Promise<number> {
    const sizes: number[] = []
    const stop = effect(() => void sizes.push(ids().length))
    for (let before = ''; ids()[0] !== before; ) {
      before = ids()[0] ?? ''
      await state.showOlder()
      if (state.older.value === 'none') break
      await until(() => expect(ids()[0]).not.toBe(before))
    }
    stop()
    return Math.max(...sizes)
  }

  test('there are never more than some hundred lines on the page, and the way back down is whole', async () => {
    await store(900)
    openConversation({ fetchOlder: async () => ({ ok: true as const, value: false }) })
    await until(() => expect(shownCount()).toBe(messagesAtOnce))
    state.readsNewest(false)
    expect(await scrollToTheTop()).toBeLessThanOrEqual(mostOnPage)
    expect(ids()[0]).toBe(messageId(1))
    expect(state.atEnd.value).toBe(false)
    for (let last: string | undefined; !state.atEnd.value; ) {
      last = ids().at(-1)
      await state.showNewer()
      await until(() => expect(state.atEnd.value || ids().at(-1) !== last).toBe(true))
      await until(() => expect(ids().length).toBeLessThanOrEqual(mostOnPage))
    }
    expect(ids().at(-1)).toBe(messageId(900))
    expect(ids()).toEqual([...ids()].toSorted())
  })

  test('a message that comes while he reads far up is not put on his page, and is counted', async () => {
    await store(600)
    openConversation({ fetchOlder: async () => ({ ok: true as const, value: false }) })
    await until(() => expect(shownCount()).toBe(messagesAtOnce))
    state.readsNewest(false)
    await scrollToTheTop()
    const before = ids()
    await database.messages.bulkPut([
      message(ivan, 601, { at: morning + 601 }),
      message(ivan, 602, { at: morning + 602, origin: 'employee', authorId: anna.id }),
    ])
    await until(() => expect(state.newBelow.value).toBe(1))
    expect(ids()).toEqual(before)
    state.showNewest()
    state.readsNewest(true)
    await until(() => expect(ids().at(-1)).toBe(messageId(602)))
    expect(shownCount()).toBe(messagesAtOnce)
    await until(() => expect(state.newBelow.value).toBe(0))
  })
})

test('a conversation that was handed over brings its messages from the relay when this browser has none', async () => {
  const fetchOlder = vi.fn(async () => {
    await store(3)
    return { ok: true as const, value: false }
  })
  openConversation({ fetchOlder })
  await until(() => expect(shownCount()).toBe(0))
  await state.showOlder()
  await until(() => expect(shownCount()).toBe(3))
  expect(fetchOlder).toHaveBeenCalledOnce()
})

describe('where the new ones begin', () => {
  test('stands above the first that nobody has opened, and stays there when they have been opened', async () => {
    await store(10)
    await database.conversations.update(ivan.id, { unread: 3 })
    openConversation()
    await until(() => expect(state.firstUnread.value).toBe(messageId(8)))
    await database.conversations.update(ivan.id, { unread: 0 })
    await until(() => expect(state.conversation.value?.unread).toBe(0))
    expect(state.firstUnread.value).toBe(messageId(8))
  })

  test('nothing stands above what comes under somebody’s eyes', async () => {
    await store(10)
    await database.conversations.update(ivan.id, { unread: 0 })
    openConversation()
    await until(() => expect(shownCount()).toBe(10))
    await database.messages.put(message(ivan, 11, { at: morning + 11 }))
    await database.conversations.update(ivan.id, { unread: 1 })
    await until(() => expect(shownCount()).toBe(11))
    expect(state.firstUnread.value).toBeUndefined()
  })
})

describe('a reply that did not arrive', () => {
  const failed = message(ivan, 5, {
    origin: 'employee',
    authorId: anna.id,
    text: 'Завтра до обеда',
    stages: [{ stage: 'failed', at: morning, reason: 'expired' }],
  })

  test('is sent once more under a new id, and stays where it is, marked', async () => {
    await database.messages.put(failed)
    const inbox = openConversation()
    await state.repeat(failed)
    await state.repeat(failed)
    const [again, ...more] = await database.outbox.toArray()
    expect(more).toEqual([])
    expect(again).toMatchObject({ text: 'Завтра до обеда', conversationId: ivan.id, attempts: 0 })
    expect(again?.id).not.toBe(failed.id)
    expect(inbox.outboxGrew).toHaveBeenCalledOnce()
    expect(await database.messages.get(failed.id)).toEqual(failed)
  })

  test('with a file that the relay does not give says so, and can be tried again', async () => {
    const file = { id: fileId(1), name: 'a.pdf', mime: 'application/pdf', size: 3, sha256: '', state: 'ready' as const }
    openConversation()
    await state.repeat({ ...failed, kind: 'document', file })
    expect(state.refused.value).toEqual({ messageId: failed.id, code: 'unreachable' })
    expect(state.repeated.value.size).toBe(0)
    expect(await database.outbox.count()).toBe(0)
  })
})

import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InboxService } from '../../../extension/background/inbox-service.ts'
import {
  type ConversationState,
  createConversationState,
  messagesAtOnce,
} from '../../../extension/conversation/create-conversation-state.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { until } from '../../world/until.ts'
import { conversation, ivan, message, messageId, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const database = new InboxDatabase('conversation-state')
const isSeen = signal(true)
let state: ConversationState

function openConversation(answers: Partial<InboxService> = {}): InboxService {
  const inbox = quietInbox(answers)
  state = createConversationState({ database, inbox, conversationId: ivan.id, isSeen })
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

// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { render } from 'preact'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ConversationRow, type HereRow, InboxDatabase } from '../../../extension/database/database.ts'
import { createInboxState, type InboxState } from '../../../extension/inbox/create-inbox-state.ts'
import { InboxApp } from '../../../extension/inbox/inbox-app.tsx'
import KeptWords from '../../../extension/inbox/kept-words.tsx'
import { phoneNumberSchema } from '../../../shared/phone-number.ts'
import { until } from '../../world/until.ts'
import { anna, channel, conversation, conversationId, ivan, morning, olga } from '../background/cast.ts'
import { speak } from '../design/speak.ts'
import { quietInbox } from './quiet-inbox.ts'

const database = new InboxDatabase('inbox-app')
const openSettings = vi.fn()
const openFirstSteps = vi.fn()
const here: HereRow = {
  key: 'here',
  link: 'live',
  linkSince: morning,
  employee: anna,
  channels: [channel('online')],
  pairing: [],
}
const waits = (row: Partial<ConversationRow>) => ({ waitsForMe: 1 as const, ...row })
let state: InboxState

function openPanel(): void {
  const route = { open: signal(undefined), goTo: () => undefined, goToList: () => undefined }
  state = createInboxState({
    database,
    inbox: quietInbox(),
    route,
    now: signal(morning + 14 * 60_000),
    openSettings,
    openFirstSteps,
  })
  const keptWords = signal(() => <KeptWords state={state} />)
  render(<InboxApp state={state} pane={signal(undefined)} keptWords={keptWords} />, document.body)
}
const rows = () => [...document.querySelectorAll('[data-testid="conversation-row"]')]
const text = () => document.body.textContent ?? ''

beforeEach(async () => {
  speak('ru')
  await database.open()
})
afterEach(async () => {
  render(null, document.body)
  state.stop()
  await database.delete()
})

test('an employee sees who waits for him, for how long, and how much he has not read', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut([
    { ...conversation(ivan, { unread: 2 }), ...waits({ state: 'inWork', ownerId: anna.id }) },
  ])
  openPanel()
  await until(() => expect(rows()).toHaveLength(1))
  expect(rows()[0]?.textContent).toContain('Иван')
  expect(rows()[0]?.textContent).toContain('ждёт 14 мин')
  expect(rows()[0]?.textContent).toContain('2 непрочитанных сообщения')
})

test('where a note names him is marked, at «Все» too, until he has looked; nothing else is', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut([
    { ...conversation(ivan, { state: 'inWork', ownerId: anna.id }), waitsForMe: 1 },
    { ...conversation(olga, { state: 'inWork', ownerId: anna.id }), waitsForMe: 1 },
  ])
  await database.notices.bulkPut([
    { conversationId: ivan.id, why: 'message', seq: 4, told: 1, mentioned: 1 },
    { conversationId: olga.id, why: 'message', seq: 5, told: 1 },
  ])
  openPanel()
  const marked = () => rows().filter((row) => row.textContent?.includes('Вас упомянули'))
  await until(() => expect(marked().map((row) => row.getAttribute('data-conversation-id'))).toEqual([ivan.id]))
  expect(document.getElementById('tab-all')?.textContent).toContain('Вас упомянули')
  await database.notices.delete(ivan.id)
  await until(() => expect(text()).not.toContain('Вас упомянули'))
})

test('what is half written stands in the list instead of the last message, until it is sent', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut([
    { ...conversation(ivan), waitsForMe: 1 },
    { ...conversation(olga), waitsForMe: 1 },
  ])
  await database.drafts.put({ conversationId: conversation(ivan).id, text: 'Завтра до', changedAt: morning })
  openPanel()
  await until(() => expect(text()).toContain('Черновик: Завтра до'))
  expect(text().split('Черновик:')).toHaveLength(2)
  await database.drafts.clear()
  await until(() => expect(text()).not.toContain('Черновик:'))
})

test('a message that comes while the panel is open is on top without anybody doing anything', async () => {
  await database.here.put(here)
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 1 })
  openPanel()
  await until(() => expect(rows()).toHaveLength(1))
  await database.conversations.put({ ...conversation(olga, { lastMessageAt: morning + 5 }), waitsForMe: 1 })
  await until(() => expect(rows().map((row) => row.getAttribute('data-conversation-id'))).toEqual([olga.id, ivan.id]))
})

test('the panel does not change its tab under the hand when somebody new waits elsewhere', async () => {
  await database.here.put(here)
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 1 })
  openPanel()
  await until(() => expect(state.tab.value).toBe('queued'))
  await database.conversations.put({ ...conversation(olga), ...waits({ state: 'inWork', ownerId: anna.id }) })
  await until(() => expect(state.counts.value?.mine).toBe(1))
  expect(state.tab.value).toBe('queued')
})

test('a panel that is not set up shows one thing to do: the first steps', async () => {
  openPanel()
  await until(() => expect(text()).toContain('Панель готова, осталось подключить её'))
  document.querySelector<HTMLElement>('.empty-place button')?.click()
  expect(openFirstSteps).toHaveBeenCalledOnce()
  expect(openSettings).not.toHaveBeenCalled()
})

test('what goes wrong by itself is read aloud: its place stood there before, and a lost line is said at once', async () => {
  await database.here.put(here)
  openPanel()
  await until(() => expect(text()).toContain('На связи'))
  const place = document.querySelector('[aria-live=polite]:empty')
  expect(place).not.toBeNull()
  await database.here.put({ ...here, link: 'offline' })
  await until(() => expect(place?.querySelector('[role=alert]')?.textContent).toContain('Нет связи с реле'))
  await database.here.put({ ...here, link: 'connecting' })
  await until(() => expect(place?.querySelector('[role=status]')?.textContent).toContain('Подключаемся'))
  expect(place?.querySelector('[role=alert]')).toBeNull()
})

test('above the list stands the number, or how it is when it is not well; of a lost relay nobody knows either', async () => {
  const numbers = () => document.querySelector('.inbox-channels')?.textContent
  const phone = v.parse(phoneNumberSchema, '+74951234567')
  await database.here.put({ ...here, channels: [{ ...channel('online'), phone }] })
  openPanel()
  await until(() => expect(numbers()).toBe('+7 495 123-45-67'))
  await database.here.put({ ...here, channels: [{ ...channel('unlinked'), phone }] })
  await until(() => expect(numbers()).toBe('номер отвязан'))
  expect(document.querySelector('.inbox-channel')?.getAttribute('title')).toBe('+7 495 123-45-67')
  await database.here.put({ ...here, link: 'offline', channels: [{ ...channel('unlinked'), phone }] })
  await until(() => expect(numbers()).toBe(''))
})

test('who lost his right sees no conversation, even if one was left in the browser', async () => {
  const { employee: _, ...nobody } = here
  await database.here.put({ ...nobody, link: 'noRight' })
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
  openPanel()
  await until(() => expect(state.listed.value?.total).toBe(1))
  await until(() => expect(text()).toContain('Вас исключили из группы доступа'))
  expect(rows()).toEqual([])
})

const many = (count: number): ConversationRow[] =>
  Array.from({ length: count }, (_, place) => ({
    ...conversation({ ...ivan, id: conversationId(100 + place), name: `Клиент ${place}` }),
    lastMessageAt: morning - place,
    waitsForMe: 1,
  }))
const press = (key: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const focusedTitle = () => document.activeElement?.querySelector('.row-title')?.textContent

test('of two hundred conversations only those in sight are in the page, and each says its place among all', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut(many(200))
  openPanel()
  await until(() => expect(rows().length).toBeGreaterThan(5))
  expect(rows().length).toBeLessThan(60)
  const first = rows()[0]?.closest('li')
  expect(first?.getAttribute('aria-setsize')).toBe('200')
  expect(first?.getAttribute('aria-posinset')).toBe('1')
})

test('End leads the keyboard to the last of two hundred, Home back to the first, one row of them answers to Tab', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut(many(200))
  openPanel()
  await until(() => expect(rows().length).toBeGreaterThan(5))
  document.querySelector<HTMLElement>('.conversation-row[tabindex="0"]')?.focus()
  press('End')
  await until(() => expect(focusedTitle()).toBe('Клиент 199'))
  expect(document.querySelectorAll('.conversation-row[tabindex="0"]')).toHaveLength(1)
  press('Home')
  await until(() => expect(focusedTitle()).toBe('Клиент 0'))
})

test('the keyboard stays on its conversation when news moves it, and goes on from there', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut(many(4))
  openPanel()
  await until(() => expect(rows()).toHaveLength(4))
  document.querySelector<HTMLElement>('.conversation-row[tabindex="0"]')?.focus()
  press('ArrowDown')
  await until(() => expect(focusedTitle()).toBe('Клиент 1'))
  await database.conversations.update(conversationId(101), { lastMessageAt: morning + 1 })
  await until(() => expect(rows()[0]?.textContent).toContain('Клиент 1'))
  expect(focusedTitle()).toBe('Клиент 1')
  press('ArrowDown')
  await until(() => expect(focusedTitle()).toBe('Клиент 0'))
})

test('a conversation that a colleague takes under the keyboard leaves it on the next one, not nowhere', async () => {
  await database.here.put(here)
  await database.conversations.bulkPut(many(4))
  openPanel()
  await until(() => expect(rows()).toHaveLength(4))
  document.querySelector<HTMLElement>('.conversation-row[tabindex="0"]')?.focus()
  press('ArrowDown')
  await until(() => expect(focusedTitle()).toBe('Клиент 1'))
  await database.conversations.delete(conversationId(101))
  await until(() => expect(rows()).toHaveLength(3))
  await until(() => expect(focusedTitle()).toBe('Клиент 2'))
})

test('what was half written where a colleague was faster stands above the list until it was seen', async () => {
  await database.here.put(here)
  const kept = { title: 'Иван', takenBy: 'Борис', text: 'Сейчас узнаю', at: morning }
  await database.taken.bulkPut([
    { ...kept, conversationId: conversationId(1) },
    { ...kept, conversationId: conversationId(2), title: 'Ольга', takenBy: '' },
  ])
  openPanel()
  const notices = () => [...document.querySelectorAll('[data-testid="taken"]')]
  await until(() => expect(notices()).toHaveLength(2))
  expect(notices()[0]?.textContent).toContain('Иван. Этот чат уже ведёт Борис. Ваш текст сохранён:Сейчас узнаю')
  expect(notices()[1]?.textContent).toContain('Ольга. Этот чат вам больше не виден.')
  const close = [...(notices()[0]?.querySelectorAll('button') ?? [])].find(
    ({ textContent }) => textContent === 'Закрыть',
  )
  close?.click()
  await until(() => expect(notices()).toHaveLength(1))
  expect((await database.taken.toArray()).map(({ title }) => title)).toEqual(['Ольга'])
})

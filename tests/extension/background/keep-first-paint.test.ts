import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { keepFirstPaint } from '../../../extension/background/keep-first-paint.ts'
import { readFirstPaint, saveFirstPaint } from '../../../extension/browser/first-paint-store.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { createWorkerStore } from '../../../extension/database/worker-store.ts'
import type { FirstPaint } from '../../../extension/inbox/first-paint.ts'
import { until } from '../../world/until.ts'
import { anna, channel, conversation, ivan, morning, olga } from './cast.ts'
import { createHandClock } from './hand-clock.ts'

/** A page's. */
const database = new InboxDatabase('keep-first-paint')
const store = createWorkerStore('keep-first-paint')
/** Nobody waits here: what is to be done later is done at once. */
const clock = {
  now: () => morning,
  after: (_ms: number, act: () => void) => {
    act()
    return () => {}
  },
}
const here = {
  key: 'here' as const,
  link: 'live' as const,
  linkSince: morning,
  employee: anna,
  channels: [channel('online')],
  pairing: [{ channelId: channel('online').channelId, qr: 'secret', expiresAt: morning, number: 1, total: 6 }],
}
const titles = async () => (await readFirstPaint())?.rows.map(({ contact }) => contact.name)

beforeEach(async () => {
  fakeBrowser.reset()
  await database.open()
  await fakeBrowser.storage.local.set({ token: 'token-of-anna-0123456789' })
  await database.here.put(here)
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 1 })
  keepFirstPaint({ database: store, clock, save: saveFirstPaint })
  await until(async () => expect(await titles()).toEqual(['Иван']))
})
afterEach(async () => {
  await database.delete()
  vi.restoreAllMocks()
})

test('what the popup paints first is what the list would show: a new client is in it without anybody having opened the popup', async () => {
  await database.conversations.put({ ...conversation(olga, { lastMessageAt: morning + 1 }), waitsForMe: 1 })
  await until(async () => expect(await titles()).toEqual(['Ольга', 'Иван']))
  expect(await readFirstPaint()).toMatchObject({ tab: 'queued', total: 2, counts: { queued: 2 } })
})

test('after signing out or losing the right nothing is left to be painted', async () => {
  await wipe(database, 'noRight', morning)
  await until(async () => expect((await fakeBrowser.storage.local.get('firstPaint')).firstPaint ?? null).toBeNull())
  expect(await readFirstPaint()).toBeUndefined()
})

test('a change is painted when the flood rests, but a loss of the right at once', async () => {
  const resting = createHandClock(morning)
  const saved: (number | undefined)[] = []
  const save = async (paint?: FirstPaint) => void saved.push(paint?.total)
  keepFirstPaint({ database: store, clock: resting, save })
  await until(() => expect(resting.nextIn()).toBe(400))
  expect(saved).toEqual([])
  resting.pass(400)
  await until(() => expect(saved).toEqual([1]))
  await wipe(database, 'noRight', morning)
  await until(() => expect(saved).toEqual([1, undefined]))
})

test('what was being read when the right was lost is not kept afterwards', async () => {
  const resting = createHandClock(morning)
  const saved: (number | undefined)[] = []
  keepFirstPaint({ database: store, clock: resting, save: async (paint) => void saved.push(paint?.total) })
  await until(() => expect(resting.nextIn()).toBe(400))
  let goOn = () => {}
  const held = new Promise<void>((done) => {
    goOn = done
  })
  const reading = vi.spyOn(store.conversations, 'lastIn').mockImplementationOnce(async () => {
    await held
    return []
  })
  resting.pass(400)
  await until(() => expect(reading).toHaveBeenCalledOnce())
  await wipe(database, 'noRight', morning)
  await until(() => expect(saved).toEqual([undefined]))
  goOn()
  await reading.mock.results[0]?.value
  await store.here.get('here')
  expect(saved).toEqual([undefined])
})

test('another person’s token paints nothing of it, and neither does none at all, however late the rest is wiped', async () => {
  await fakeBrowser.storage.local.set({ token: 'token-of-boris-9876543210' })
  expect(await readFirstPaint()).toBeUndefined()
  await fakeBrowser.storage.local.remove('token')
  expect(await readFirstPaint()).toBeUndefined()
})

test('no code by which a number could be linked lies in it', async () => {
  expect(JSON.stringify(await readFirstPaint())).not.toContain('secret')
})

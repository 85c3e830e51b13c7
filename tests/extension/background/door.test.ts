import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { ringEveryHalfMinute } from '../../../extension/browser/alarm.ts'
import background from '../../../extension/entrypoints/background.ts'

const begun = vi.hoisted(() => ({ inPages: false, offersPeace: false }))
// What it does in pages of others has listeners that the imitated browser does not know; its stories prove them.
vi.mock('../../../extension/browser/stand-in-pages.ts', () => ({
  standInPages: () => {
    begun.inPages = true
    return () => undefined
  },
}))
vi.mock('../../../extension/browser/peace-menu.ts', () => ({
  offerPeace: () => {
    begun.offersPeace = true
  },
}))
// The imitated browser has no manifest.
vi.mock('../../../extension/browser/own-version.ts', () => ({ ownVersion: () => '0.1.0' }))
vi.mock('#i18n', async (original) => ({
  ...(await original<typeof import('#i18n')>()),
  i18n: { t: (key: string) => key },
}))
// The words need the browser's own files; what they say is not this test's matter.
vi.mock('../../../extension/background/words.ts', () => ({ badgeTitle: () => '' }))

beforeEach(() => {
  fakeBrowser.reset()
  Object.assign(globalThis, { addEventListener: () => {} })
})

test('every listener is there at the end of the worker’s first turn: Chrome wakes it for nothing else', () => {
  const { runtime, alarms, notifications } = fakeBrowser
  const listening = [
    vi.spyOn(runtime.onMessage, 'addListener'),
    vi.spyOn(runtime.onStartup, 'addListener'),
    vi.spyOn(runtime.onInstalled, 'addListener'),
    vi.spyOn(alarms.onAlarm, 'addListener'),
    vi.spyOn(notifications.onClicked, 'addListener'),
  ]
  background.main()
  for (const addListener of listening) expect(addListener).toHaveBeenCalledOnce()
  expect(begun).toEqual({ inPages: true, offersPeace: true })
})

test('an alarm rings every half minute, and another start of the worker does not put it off', async () => {
  const create = vi.spyOn(fakeBrowser.alarms, 'create')
  await ringEveryHalfMinute()
  await ringEveryHalfMinute()
  expect(create.mock.calls).toEqual([[expect.any(String), { periodInMinutes: 0.5 }]])
})

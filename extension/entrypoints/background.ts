import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { i18n } from '#i18n'
import { createBackground } from '../background/background.ts'
import { keepFirstPaint } from '../background/keep-first-paint.ts'
import { companions, outside } from '../background/outside.ts'
import { keepSettingsFromPages, readSettings } from '../background/settings.ts'
import { ringEveryHalfMinute } from '../browser/alarm.ts'
import { saveFirstPaint } from '../browser/first-paint-store.ts'
import { openFirstRun } from '../browser/first-run-tab.ts'
import { followNotification } from '../browser/notification-click.ts'
import { isFromOwnPage } from '../browser/page-messages.ts'
import { offerPeace } from '../browser/peace-menu.ts'
import { followPolicy } from '../browser/policy.ts'
import { spokenWords } from '../browser/spoken-words.ts'
import { standInPages } from '../browser/stand-in-pages.ts'
import { updateWhenUnseen } from '../browser/update.ts'
import { readHere } from '../database/here.ts'
import { createWorkerStore } from '../database/worker-store.ts'

// Chrome wakes the worker for an event only when its listener was there by the end of the worker's first turn.
export default defineBackground(() => {
  const database = createWorkerStore()
  const background = createBackground(outside, database)
  const serveCompanion = standInPages({ companions, menuTitle: () => i18n.t('companion.write') })
  browser.runtime.onMessage.addListener((message: unknown, sender) =>
    isFromOwnPage(sender)
      ? background.answer(message)
      : serveCompanion(message, { url: sender.url, windowId: sender.tab?.windowId }),
  )
  const update = updateWhenUnseen(async () => (await readHere(database)).link === 'extensionTooOld')
  const peace = offerPeace()
  browser.alarms.onAlarm.addListener(() => {
    background.rang()
    void update.look()
    peace.look()
  })
  browser.runtime.onStartup.addListener(background.connect)
  browser.runtime.onInstalled.addListener(({ reason }) => {
    background.connect()
    void openFirstRun(reason, async () => (await readSettings()).token !== undefined)
  })
  browser.notifications.onClicked.addListener(followNotification)
  globalThis.addEventListener('online', background.connect)
  spokenWords.onChange(background.repaint)
  void ringEveryHalfMinute()
  void keepSettingsFromPages()
  followPolicy(background.moved)
  keepFirstPaint({ database, clock: outside.clock, save: saveFirstPaint })
  background.connect()
})

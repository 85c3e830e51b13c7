import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { i18n } from '#i18n'
import { createBackground } from '../background/background.ts'
import { companions, outside } from '../background/outside.ts'
import { keepSettingsFromPages } from '../background/settings.ts'
import { ringEveryHalfMinute } from '../browser/alarm.ts'
import { conversationOf, isAboutNumber } from '../browser/notifications.ts'
import { openConversation } from '../browser/open-conversation.ts'
import { isFromOwnPage } from '../browser/page-messages.ts'
import { standInPages } from '../browser/stand-in-pages.ts'

// Chrome wakes the worker for an event only when its listener was there by the end of the worker's first turn.
export default defineBackground(() => {
  const background = createBackground(outside)
  const serveCompanion = standInPages({ companions, menuTitle: i18n.t('companion.write') })
  browser.runtime.onMessage.addListener((message: unknown, sender) =>
    isFromOwnPage(sender)
      ? background.answer(message)
      : serveCompanion(message, { url: sender.url, windowId: sender.tab?.windowId }),
  )
  browser.alarms.onAlarm.addListener(background.rang)
  browser.runtime.onStartup.addListener(background.connect)
  browser.runtime.onInstalled.addListener(background.connect)
  browser.notifications.onClicked.addListener((id) => {
    const conversationId = conversationOf(id)
    if (conversationId !== undefined) void openConversation(conversationId)
    else if (isAboutNumber(id)) void browser.runtime.openOptionsPage()
  })
  globalThis.addEventListener('online', background.connect)
  void ringEveryHalfMinute()
  void keepSettingsFromPages()
  background.connect()
})

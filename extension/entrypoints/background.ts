import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { createBackground } from '../background/background.ts'
import { outside } from '../background/outside.ts'
import { keepSettingsFromPages } from '../background/settings.ts'
import { ringEveryHalfMinute } from '../browser/alarm.ts'
import { conversationOf, isAboutNumber } from '../browser/notifications.ts'
import { openConversation } from '../browser/open-conversation.ts'
import { isFromOwnPage } from '../browser/page-messages.ts'

// Chrome wakes the worker for an event only when its listener was there by the end of the worker's first turn.
export default defineBackground(() => {
  const background = createBackground(outside)
  browser.runtime.onMessage.addListener((message: unknown, sender) =>
    isFromOwnPage(sender) ? background.answer(message) : undefined,
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

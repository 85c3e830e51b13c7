import { lastWindow } from '../browser/last-window.ts'
import { watchedConversations } from '../browser/looking.ts'
import { readWishes } from '../browser/notification-storage.ts'
import {
  hideNotification,
  hideSummary,
  noticesOnScreen,
  renewNotification,
  renewSummary,
  showNotification,
  showSummary,
} from '../browser/notifications.ts'
import { playSound } from '../browser/sound.ts'
import type { NoticeScreen } from './notice-teller.ts'
import { warned } from './warned.ts'
import { noticeText, summaryText } from './words.ts'

/** The real screen. */
export const noticeScreen: NoticeScreen = {
  wishes: readWishes,
  shown: noticesOnScreen,
  watched: watchedConversations,
  show: async (notice, words, { opensIn }) => {
    const windowId = opensIn === 'sidePanel' ? await lastWindow() : undefined
    await warned(showNotification({ ...notice, windowId }, noticeText(words)))
  },
  renew: (conversationId, words) => warned(renewNotification(conversationId, noticeText(words))),
  renewSummary: (counts) => warned(renewSummary(summaryText(counts))),
  showSummary: (counts) => warned(showSummary(summaryText(counts))),
  hide: (conversationId) => warned(hideNotification(conversationId)),
  hideSummary: () => warned(hideSummary()),
  sound: () => warned(playSound()),
}

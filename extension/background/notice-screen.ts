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
import { inWords } from './in-words.ts'
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
    await inWords(() => showNotification({ ...notice, windowId }, noticeText(words)))
  },
  renew: (conversationId, words) => inWords(() => renewNotification(conversationId, noticeText(words))),
  renewSummary: (counts) => inWords(() => renewSummary(summaryText(counts))),
  showSummary: (counts) => inWords(() => showSummary(summaryText(counts))),
  hide: (conversationId) => warned(hideNotification(conversationId)),
  hideSummary: () => warned(hideSummary()),
  sound: () => warned(playSound()),
}

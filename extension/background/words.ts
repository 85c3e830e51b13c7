import { i18n } from '#i18n'
import type { BadgeFace } from '../browser/badge.ts'
import type { NotificationText } from '../browser/notifications.ts'
import type { ConversationRow, WhyTold } from '../database/rows.ts'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { contactTitle } from '../inbox/contact-title.ts'
import { whatItSaid } from '../inbox/preview.ts'

/** What the badge means, shown while the mouse rests on the button. */
export function badgeTitle({ words, waiting }: BadgeFace): string {
  switch (words) {
    case 'storeBroken':
      return i18n.t('background.badge.storeBroken')
    case 'notSetUp':
      return i18n.t('background.badge.notSetUp')
    case 'signedOut':
      return i18n.t('background.badge.signedOut')
    case 'noRight':
      return i18n.t('background.badge.noRight')
    case 'relayTooOld':
      return i18n.t('background.badge.relayTooOld')
    case 'extensionTooOld':
      return i18n.t('background.badge.extensionTooOld')
    case 'old':
      return i18n.t('background.badge.old')
    case 'reconnecting':
      return i18n.t('background.badge.reconnecting')
    case 'unpaired':
      return i18n.t('background.badge.unpaired')
    case 'whatsappReconnecting':
      return i18n.t('background.badge.whatsappReconnecting')
    case 'waiting':
      return i18n.t(`background.badge.waiting.${pluralForm(waiting, language())}`, [waiting])
    case 'nothing':
      return i18n.t('background.badge.nothing')
    default:
      return words satisfies never
  }
}

export interface NoticeWords {
  why: WhyTold
  conversation: ConversationRow
  /** With `mention` and `handedOver`, when it is here: the colleague's note, and his name. */
  note?: string | undefined
  by?: string | undefined
  /** What was written may stand on the screen. */
  showText: boolean
}

/** Whom it is about, and what there is to do. */
export const noticeText = (words: NoticeWords): NotificationText => ({
  title: contactTitle(words.conversation.contact),
  message: noticeMessage(words),
})

function noticeMessage({ why, conversation, note = '', by, showText }: NoticeWords): string {
  const said = showText && note !== '' ? `\n${note}` : ''
  switch (why) {
    case 'message':
      return messageWords(conversation, showText)
    case 'mention':
      return i18n.t('background.notification.mention', [by ?? i18n.t('background.notification.colleague')]) + said
    case 'handedOver':
      return i18n.t('background.notification.handedOver') + said
    case 'escalated':
      return i18n.t('background.notification.escalated')
    default:
      return why satisfies never
  }
}

/** What was written; with more than one unread message, how many. */
function messageWords({ lastMessage, unread }: ConversationRow, showText: boolean): string {
  const count = i18n.t(`background.notification.messages.${pluralForm(unread, language())}`, [unread])
  if (!showText) return count
  const message = lastMessage === undefined ? '' : lastMessage.text || whatItSaid(lastMessage).text
  return unread > 1 ? `${count}\n${message}` : message
}

/** Instead of a wall of them. `waiting`: conversations that wait for this person, `news`: those in which something is new. */
export function summaryText({ waiting, news }: { waiting: number; news: number }): NotificationText {
  const [words, count] = waiting >= news ? (['waiting', waiting] as const) : (['news', news] as const)
  return {
    title: i18n.t(`background.summary.${words}.${pluralForm(count, language())}`, [count]),
    message: i18n.t('background.summary.open'),
  }
}

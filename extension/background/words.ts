import { i18n } from '#i18n'
import { showPhone } from '../../shared/phone-number.ts'
import type { BadgeFace } from '../browser/badge.ts'
import type { NotificationText } from '../browser/notifications.ts'
import type { ConversationRow } from '../database/database.ts'
import { whatItSaid } from '../inbox/preview.ts'

/** What the badge means, shown while the mouse rests on the button. */
export function badgeTitle({ words, waiting }: BadgeFace): string {
  switch (words) {
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
      return i18n.t('background.badge.waiting', [String(waiting)])
    case 'nothing':
      return i18n.t('background.badge.nothing')
    default:
      return words satisfies never
  }
}

/** Who wrote, and what; with more than one unread message, how many. */
export function notificationText({ contact, lastMessage, unread }: ConversationRow): NotificationText {
  const phone =
    contact.phone === undefined ? i18n.t('background.notification.unknownContact') : showPhone(contact.phone)
  const message = lastMessage === undefined ? '' : lastMessage.text || whatItSaid(lastMessage).text
  const more = unread > 1 ? `${i18n.t('background.notification.unread', [String(unread)])}\n` : ''
  return { title: contact.name || phone, message: more + message }
}

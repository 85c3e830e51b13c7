import { i18n } from '#i18n'
import type { NotificationsDoor } from '../employee-settings/create-notifications-state.ts'
import { followWishes, saveNotificationSettings } from './notification-storage.ts'
import { showTrial } from './notifications.ts'
import { playHere } from './sound.ts'

/** For the settings: what is stored, and a real notification to try it. */
export const notificationsDoor: NotificationsDoor = {
  follow: (follow) => followWishes(({ settings }) => follow(settings)),
  save: saveNotificationSettings,
  show: async () => {
    try {
      return await showTrial({ title: i18n.t('notifications.trialTitle'), message: i18n.t('notifications.trialText') })
    } catch {
      return false
    }
  },
  sound: playHere,
}

import { paintBadge } from '../browser/badge.ts'
import { Companions } from '../browser/companions.ts'
import {
  hideAlert,
  hideAllNotifications,
  hideNotification,
  showAlert,
  showNotification,
} from '../browser/notifications.ts'
import { openInOnec } from '../browser/open-in-onec.ts'
import { alertText, onecAlertText } from './alert-words.ts'
import type { Outside } from './background.ts'
import { systemClock } from './clock.ts'
import { companionFace } from './companion-face.ts'
import { alertKey } from './take-alerts.ts'
import { onecAlertKey } from './take-onec-alerts.ts'
import { badgeTitle, notificationText } from './words.ts'

/** What stands in 1C's windows shows what the badge shows. */
export const companions = new Companions()

/** The real world, for the worker; tests bring their own. */
export const outside: Outside = {
  clock: systemClock,
  random: Math.random,
  openSocket: (url) => new WebSocket(url),
  fetch: (...asked) => fetch(...asked),
  paintBadge: (face) => {
    companions.show(companionFace(face))
    warned(paintBadge(face, badgeTitle(face)))
  },
  showNotification: (row) => warned(showNotification(row.id, notificationText(row))),
  hideNotification: (conversationId) => warned(hideNotification(conversationId)),
  hideAllNotifications: () => warned(hideAllNotifications()),
  showAlert: (alert, channel) => warned(showAlert(alertKey(alert), alertText(alert, channel))),
  hideAlert: (alert) => warned(hideAlert(alertKey(alert))),
  showOnecAlert: (alert) => warned(showAlert(onecAlertKey(alert.baseId), onecAlertText(alert))),
  hideOnecAlert: (baseId) => warned(hideAlert(onecAlertKey(baseId))),
  openInOnec,
}

/** A browser that shows no notification must not stop the messages. */
const warned = (shown: Promise<void>): void => {
  shown.catch((reason: unknown) => console.warn('the browser did not show it', reason))
}

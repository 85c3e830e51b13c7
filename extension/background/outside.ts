import { paintBadge } from '../browser/badge.ts'
import { Companions } from '../browser/companions.ts'
import { hideAlert, hideAllNotifications, showAlert } from '../browser/notifications.ts'
import { openInOnec } from '../browser/open-in-onec.ts'
import { ownVersion } from '../browser/own-version.ts'
import { alertText, onecAlertText } from './alert-words.ts'
import type { Outside } from './background.ts'
import { systemClock } from './clock.ts'
import { companionFace } from './companion-face.ts'
import { inWords } from './in-words.ts'
import { noticeScreen } from './notice-screen.ts'
import { alertKey } from './take-alerts.ts'
import { onecAlertKey } from './take-onec-alerts.ts'
import { badgeTitle } from './words.ts'

/** What stands in 1C's windows shows what the badge shows. */
export const companions = new Companions()

/** The real world, for the worker; tests bring their own. */
export const outside: Outside = {
  clock: systemClock,
  // Read when the worker begins: the build imports this file where there is no browser.
  get version() {
    return ownVersion()
  },
  random: Math.random,
  openSocket: (url) => new WebSocket(url),
  fetch: (...asked) => fetch(...asked),
  paintBadge: (face) =>
    void inWords(() => {
      companions.show(companionFace(face))
      return paintBadge(face, badgeTitle(face))
    }),
  noticeScreen,
  hideAllNotifications: () => void inWords(hideAllNotifications),
  showAlert: (alert, channel) => void inWords(() => showAlert(alertKey(alert), alertText(alert, channel))),
  hideAlert: (alert) => void inWords(() => hideAlert(alertKey(alert))),
  showOnecAlert: (alert) => void inWords(() => showAlert(onecAlertKey(alert.baseId), onecAlertText(alert))),
  hideOnecAlert: (baseId) => void inWords(() => hideAlert(onecAlertKey(baseId))),
  openInOnec,
}

import { browser } from 'wxt/browser'
import {
  type DoNotDisturb,
  doNotDisturbFrom,
  type NotificationSettings,
  notificationSettingsFrom,
} from '../notifications/notification-settings.ts'

const keys = { settings: 'notifications', peace: 'doNotDisturb' } as const

/** How this person wants to be told, in this browser. */
export interface TellingWishes {
  settings: NotificationSettings
  peace: DoNotDisturb
}

export async function readWishes(): Promise<TellingWishes> {
  const stored = await browser.storage.local.get(Object.values(keys))
  return { settings: notificationSettingsFrom(stored[keys.settings]), peace: doNotDisturbFrom(stored[keys.peace]) }
}

export const saveNotificationSettings = (settings: NotificationSettings): Promise<void> =>
  browser.storage.local.set({ [keys.settings]: settings })

export const saveDoNotDisturb = (peace: DoNotDisturb): Promise<void> =>
  peace === undefined ? browser.storage.local.remove(keys.peace) : browser.storage.local.set({ [keys.peace]: peace })

/** At once and at each change, whoever makes it. */
export function followWishes(follow: (wishes: TellingWishes) => void): void {
  const read = () => void readWishes().then(follow)
  browser.storage.local.onChanged.addListener((changes) => {
    if (keys.settings in changes || keys.peace in changes) read()
  })
  read()
}

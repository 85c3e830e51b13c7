import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { type ConversationId, conversationIdSchema } from '../../shared/ids.ts'

export interface NotificationText {
  title: string
  message: string
}

/** One per conversation: a newer message takes the older one's place. */
const idOf = (conversationId: ConversationId): string => `conversation:${conversationId}`

export async function showNotification(conversationId: ConversationId, text: NotificationText): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icons/128.png')
  await browser.notifications.create(idOf(conversationId), { type: 'basic', iconUrl, ...text })
}

export async function hideNotification(conversationId: ConversationId): Promise<void> {
  await browser.notifications.clear(idOf(conversationId))
}

/** One per alert, until it is over. */
const idOfAlert = (key: string): string => `alert:${key}`

export async function showAlert(key: string, text: NotificationText): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icons/128.png')
  await browser.notifications.create(idOfAlert(key), { type: 'basic', iconUrl, ...text })
}

export async function hideAlert(key: string): Promise<void> {
  await browser.notifications.clear(idOfAlert(key))
}

export const isAboutNumber = (notificationId: string): boolean => notificationId.startsWith('alert:')

/** Clients' words must not stay on the screen of somebody who may not read them any more. */
export async function hideAllNotifications(): Promise<void> {
  const shown = Object.keys(await browser.notifications.getAll())
  await Promise.all(shown.map((id) => browser.notifications.clear(id)))
}

/** @returns the conversation that a notification was about; undefined when it is not one of ours. */
export function conversationOf(notificationId: string): ConversationId | undefined {
  const id = v.safeParse(conversationIdSchema, notificationId.replace(/^conversation:/, ''))
  return id.success ? id.output : undefined
}

import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { type ConversationId, type Cursor, conversationIdSchema } from '../../shared/ids.ts'

export interface NotificationText {
  title: string
  message: string
}

/** What a notification is about; it stands in its id, so that a worker that has just been woken knows it too. */
export interface ShownNotice {
  conversationId: ConversationId
  /** The journal number of what it tells. */
  seq: Cursor
  /** The browser's window in which a click opens the side panel; without one the inbox opens as usual. The browser wants to be told right in the click. */
  windowId?: number | undefined
}

const idOf = ({ conversationId, seq, windowId }: ShownNotice): string =>
  `conversation:${conversationId}:${seq}${windowId === undefined ? '' : `:${windowId}`}`

/** @returns undefined when it is not about a conversation. */
export function noticeOf(notificationId: string): ShownNotice | undefined {
  const [kind, id, seq, windowId] = notificationId.split(':')
  const conversationId = v.safeParse(conversationIdSchema, id)
  if (kind !== 'conversation' || !conversationId.success || seq === undefined) return undefined
  const notice = { conversationId: conversationId.output, seq: Number(seq) }
  return windowId === undefined ? notice : { ...notice, windowId: Number(windowId) }
}

/** Stands for many conversations. */
const summaryId = 'waiting'
export const isSummary = (notificationId: string): boolean => notificationId === summaryId

const shownIds = async (): Promise<string[]> => Object.keys(await browser.notifications.getAll())

export async function noticesOnScreen(): Promise<{ onScreen: ShownNotice[]; summaryOnScreen: boolean }> {
  const ids = await shownIds()
  return { onScreen: ids.flatMap((id) => noticeOf(id) ?? []), summaryOnScreen: ids.some(isSummary) }
}

/** One per conversation: a newer one takes the older one's place. */
export async function showNotification(notice: ShownNotice, text: NotificationText): Promise<void> {
  const id = idOf(notice)
  await create(id, text)
  const older = (await shownIds()).filter(
    (other) => other !== id && noticeOf(other)?.conversationId === notice.conversationId,
  )
  await Promise.all(older.map((other) => browser.notifications.clear(other)))
}

/** In other words, without popping up again. Firefox cannot do that: there it stays as it is. */
async function renew(id: string, text: NotificationText): Promise<void> {
  await browser.notifications.update?.(id, text)
}

export async function renewNotification(conversationId: ConversationId, text: NotificationText): Promise<void> {
  const shown = (await shownIds()).filter((id) => noticeOf(id)?.conversationId === conversationId)
  await Promise.all(shown.map((id) => renew(id, text)))
}

export const renewSummary = (text: NotificationText): Promise<void> => renew(summaryId, text)

export const showSummary = (text: NotificationText): Promise<void> => create(summaryId, text)

export async function hideSummary(): Promise<void> {
  await browser.notifications.clear(summaryId)
}

export async function hideNotification(conversationId: ConversationId): Promise<void> {
  const shown = (await shownIds()).filter((id) => noticeOf(id)?.conversationId === conversationId)
  await Promise.all(shown.map((id) => browser.notifications.clear(id)))
}

/** One per alert, until it is over. */
const idOfAlert = (key: string): string => `alert:${key}`

export const showAlert = (key: string, text: NotificationText): Promise<void> => create(idOfAlert(key), text)

export async function hideAlert(key: string): Promise<void> {
  await browser.notifications.clear(idOfAlert(key))
}

export const isAboutNumber = (notificationId: string): boolean => notificationId.startsWith('alert:')

/** Clients' words must not stay on the screen of somebody who may not read them any more. */
export async function hideAllNotifications(): Promise<void> {
  await Promise.all((await shownIds()).map((id) => browser.notifications.clear(id)))
}

/** For «Проверить»: gone by itself when the page has seen enough. @returns whether the browser says that it stands there */
export async function showTrial(text: NotificationText): Promise<boolean> {
  await browser.notifications.clear(trialId)
  await create(trialId, text)
  return (await shownIds()).includes(trialId)
}
const trialId = 'trial'

/** Our own sound is played where it is wanted; Firefox does not know the word. */
async function create(id: string, text: NotificationText): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icons/128.png')
  const silent = import.meta.env.FIREFOX ? {} : { silent: true }
  await browser.notifications.create(id, { type: 'basic', iconUrl, ...silent, ...text })
}

import { browser } from 'wxt/browser'
import { hideSummary, isAboutNumber, isSummary, noticeOf } from './notifications.ts'
import { openConversation, openPopup } from './open-conversation.ts'
import { openInbox } from './open-inbox.ts'

/** Leads to what a notification was about. Nothing is waited for before the side panel opens: the browser lets it only right in the click. */
export function followNotification(id: string): void {
  const notice = noticeOf(id)
  if (notice !== undefined) {
    const { conversationId, windowId } = notice
    if (windowId === undefined) return void openConversation(conversationId)
    void openInbox({ windowId, place: `#/conversation/${conversationId}` })
    void browser.windows.update(windowId, { focused: true }).catch(() => undefined)
  } else if (isSummary(id)) {
    void hideSummary()
    void openList()
  } else if (isAboutNumber(id)) void browser.runtime.openOptionsPage()
}

async function openList(): Promise<void> {
  const page = 'popup.html'
  if (!(await openPopup(page))) await browser.tabs.create({ url: browser.runtime.getURL('/') + page })
}

import { browser } from 'wxt/browser'
import { lastWindow } from './last-window.ts'
import { hideSummary, isAboutNumber, isSummary, noticeOf } from './notifications.ts'
import { openInbox, openInFront } from './open-inbox.ts'
import { raiseWindow } from './own-window.ts'

/** Leads to what a notification was about. Nothing is waited for before the side panel opens: the browser lets it only right in the click. */
export function followNotification(id: string): void {
  const notice = noticeOf(id)
  if (notice !== undefined) {
    const { conversationId, windowId } = notice
    const place = `#/conversation/${conversationId}`
    void (windowId === undefined ? openInFront(place) : openInbox({ windowId, place }))
  } else if (isSummary(id)) {
    void hideSummary()
    void openInFront('#/')
  } else if (isAboutNumber(id)) void openSettings()
}

/** In a tab of the browser, which may stand behind other programs. */
async function openSettings(): Promise<void> {
  await browser.runtime.openOptionsPage()
  const window = await lastWindow()
  if (window !== undefined) await raiseWindow(window)
}

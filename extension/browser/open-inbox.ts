import { browser } from 'wxt/browser'
import { openPopup } from './open-conversation.ts'
import { askForPlace } from './place-asked.ts'

export interface WhereToOpen {
  /** The window in which the person has clicked. */
  windowId?: number | undefined
  /** What the inbox shows, like `#/phone/…`; the list when absent. */
  place?: string
}

/**
 * Brings the inbox to the front: beside the page where the browser lets us (it wants the click for that, so nothing is waited for before), else as the popup, else in a window of
 * its own.
 */
export async function openInbox({ windowId, place = '#/' }: WhereToOpen): Promise<void> {
  const beside = openBeside(windowId)
  const asked = askForPlace(place, windowId)
  if (await beside) return
  await asked
  const page = `popup.html${place}`
  if (await openPopup(page)) return
  await browser.windows.create({ url: browser.runtime.getURL('/') + page, type: 'popup', width: 420, height: 680 })
}

/** Chrome's side panel; Firefox's sidebar opens for its own menus only, and refuses a page's click, but may stand open already. */
export async function openBeside(windowId: number | undefined): Promise<boolean> {
  try {
    if (browser.sidePanel !== undefined && windowId !== undefined) await browser.sidePanel.open({ windowId })
    else if (hasSidebar(browser)) await browser.sidebarAction.open()
    else return false
    return true
  } catch {
    return windowId !== undefined && hasSidebar(browser) && (await browser.sidebarAction.isOpen({ windowId }))
  }
}

interface Sidebar {
  open(): Promise<void>
  isOpen(where: { windowId: number }): Promise<boolean>
}

/** Not in the types, which are Chrome's. */
export const hasSidebar = (known: object): known is { sidebarAction: Sidebar } => 'sidebarAction' in known

import { browser } from 'wxt/browser'
import { openPopup } from './open-popup.ts'
import { moveToWindow, raiseWindow, showOwnWindow } from './own-window.ts'
import { askForPlace } from './place-asked.ts'

export interface WhereToOpen {
  /** The window in which the person has clicked. */
  windowId?: number | undefined
  /** What the inbox shows, like `#/phone/…`; the list when absent. */
  place?: string
}

/** Brings the inbox to the front: beside the page where the browser lets us (it wants the click for that, so nothing is waited for before), else as `openInFront` does. */
export async function openInbox({ windowId, place = '#/' }: WhereToOpen): Promise<void> {
  const beside = openBeside(windowId)
  const asked = askForPlace(place, windowId)
  if (!(await beside)) {
    await asked
    return openInFront(place)
  }
  // Other programs may stand before the browser.
  if (windowId !== undefined) await raiseWindow(windowId)
}

/**
 * In the window of its own that is open already, else as the popup, else in a new window of its own: it comes before other programs' windows too, where a tab would open behind
 * them, and the next click finds it.
 */
export async function openInFront(place: string): Promise<void> {
  if (await showOwnWindow(place)) return
  if (!(await openPopup(place))) await moveToWindow(place)
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

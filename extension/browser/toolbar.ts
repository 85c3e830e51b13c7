import { browser } from 'wxt/browser'
import { hasSidebar, openInbox } from './open-inbox.ts'

/** What the first steps need of the browser. */
export interface ToolbarDoor {
  /** Whether our button stands in the toolbar; `undefined` where the browser does not tell. */
  isPinned(): Promise<boolean | undefined>
  /** Firefox puts it there by itself. */
  pinsByItself: boolean
  /** To be called right in a click. @param place like `#/conversation/…` */
  openInbox(place: string): Promise<void>
}

/** @param windowId of the page: the side panel wants it within the click, when there is no time to ask */
export const toolbarDoor = (windowId: () => number | undefined): ToolbarDoor => ({
  pinsByItself: hasSidebar(browser),
  async isPinned() {
    const button = browser.action ?? browser.browserAction
    if (!('getUserSettings' in button)) return undefined
    return (await button.getUserSettings()).isOnToolbar
  },
  openInbox: (place) => openInbox({ windowId: windowId(), place }),
})

/** Of the window in which this page stands; known a moment after the page has opened. */
export function ownWindowId(): () => number | undefined {
  let own: number | undefined
  void browser.windows.getCurrent().then(({ id }) => {
    own = id
  })
  return () => own
}

import { browser } from 'wxt/browser'

/**
 * The line keeps the worker awake, and the browser puts a new version in the place of one that sleeps: so we have to ask for it. Only while no page of ours is open, lest one closes
 * under somebody's hands; whatever is being sent then is sent again by the new version under the same id.
 */
export function updateWhenUnseen(): { look: () => Promise<void> } {
  let isWaiting = false
  const look = async () => {
    if (isWaiting && !(await isAnyPageOpen())) browser.runtime.reload()
  }
  browser.runtime.onUpdateAvailable.addListener(() => {
    isWaiting = true
    void look()
  })
  return { look }
}

/** Firefox's background is a page too, and knows only the others. */
async function isAnyPageOpen(): Promise<boolean> {
  if (browser.runtime.getContexts === undefined) return browser.extension.getViews().length > 1
  const open = await browser.runtime.getContexts({ contextTypes: ['POPUP', 'SIDE_PANEL', 'TAB'] })
  return open.length > 0
}

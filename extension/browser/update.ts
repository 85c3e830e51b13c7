import { browser } from 'wxt/browser'

/** In the memory of the browser, not of the worker, which may be stopped before the last page closes. */
const key = 'updateWaits'

/**
 * The line keeps the worker awake, and the browser puts a new version in the place of one that sleeps: so we have to ask for it. Only while no page of ours is open, lest one closes
 * under somebody's hands; whatever is being sent then is sent again by the new version under the same id.
 * @param isOutdated whether the relay takes this version no more: then an open page can do nothing but say so, and is not spared
 */
export function updateWhenUnseen(isOutdated: () => Promise<boolean>): { look: () => Promise<void> } {
  const look = async () => {
    if ((await browser.storage.session.get(key))[key] !== true) return
    if ((await isAnyPageOpen()) && !(await isOutdated())) return
    // Whoever begins then is the new version, and nothing waits for him.
    await browser.storage.session.remove(key)
    browser.runtime.reload()
  }
  browser.runtime.onUpdateAvailable.addListener(() => {
    void browser.storage.session.set({ [key]: true }).then(look)
  })
  return { look }
}

/** Firefox's background is a page too, and knows only the others. */
async function isAnyPageOpen(): Promise<boolean> {
  if (browser.runtime.getContexts === undefined) return browser.extension.getViews().length > 1
  const open = await browser.runtime.getContexts({ contextTypes: ['POPUP', 'SIDE_PANEL', 'TAB'] })
  return open.length > 0
}

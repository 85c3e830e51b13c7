import { browser } from 'wxt/browser'
import { firstRunPlace } from './first-run-tab.ts'

export const openSettings = (): void => void browser.runtime.openOptionsPage()

/** In the tab in which they stand already, when it is still there. */
export const openFirstSteps = (): void => void showFirstSteps()

async function showFirstSteps(): Promise<void> {
  const page = `${browser.runtime.getURL('/')}options.html`
  const tab = (await browser.tabs.query({})).find(({ url }) => url?.startsWith(page)) // undefined: a page of others
  const url = `${page}${firstRunPlace}`
  if (tab?.id === undefined) await browser.tabs.create({ url })
  else await browser.tabs.update(tab.id, { active: true, url })
}

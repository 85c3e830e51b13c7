import { browser } from 'wxt/browser'

/** Where the options page shows the steps to the first answer. */
export const firstRunPlace = '#/start'

/** A new person is not left alone with an icon: the first steps open by themselves, once, and never after an update. */
export async function openFirstRun(reason: string, isSignedIn: () => Promise<boolean>): Promise<void> {
  if (reason !== 'install' || (await isSignedIn())) return
  await browser.tabs.create({ url: `${browser.runtime.getURL('/')}options.html${firstRunPlace}` })
}

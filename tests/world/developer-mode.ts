import type { Browser } from './browser.ts'

/** As a developer has it, who loads the extension from a folder: else Chromium switches it off as soon as it is loaded anew. */
export async function inDeveloperMode({ context }: Browser): Promise<void> {
  const page = await context.newPage()
  await page.goto('chrome://extensions')
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })')
  await page.close()
}

import type { BrowserContext, Page } from 'playwright-core'
import { within } from '../within.ts'

/** The emptiest page that Firefox trusts like itself: `Services` and `ChromeUtils` are there, and with them all its windows. */
const trusted = 'chrome://browser/content/blanktab.html'

/** Evaluates with all of Firefox's own rights: what a person does with the browser, and not with a page. */
export async function inFirefoxItself<T>(context: BrowserContext, what: string, expression: string): Promise<T> {
  const page = await context.newPage()
  try {
    await page.goto(trusted)
    return await within(20, what, evaluated<T>(page, expression))
  } finally {
    await page.close()
  }
}

const evaluated = <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression)

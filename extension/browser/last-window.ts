import { browser } from 'wxt/browser'

/** The window with tabs in which the person was last; undefined when there is none. */
export async function lastWindow(): Promise<number | undefined> {
  try {
    return (await browser.windows.getLastFocused({ windowTypes: ['normal'] })).id
  } catch {
    return undefined
  }
}

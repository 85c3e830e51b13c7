import { browser } from 'wxt/browser'

const name = 'stay-connected'

/** The only thing that wakes a worker which the browser has stopped. Kept when it is there: setting it anew would put it off. */
export async function ringEveryHalfMinute(): Promise<void> {
  if ((await browser.alarms.get(name)) === undefined) await browser.alarms.create(name, { periodInMinutes: 0.5 })
}

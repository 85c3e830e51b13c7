import * as v from 'valibot'
import { browser } from 'wxt/browser'

/** A side panel has one address for good: where it is to go, it is told here. Older than this the wish is forgotten, in milliseconds. */
const goodFor = 10_000
const key = 'placeAsked'
const storedSchema = v.fallback(
  v.object({
    [key]: v.optional(
      v.object({ place: v.pipe(v.string(), v.startsWith('#/')), at: v.number(), windowId: v.optional(v.number()) }),
    ),
  }),
  {},
)

/** Asks the inbox that is open, or is just opening, to go there: that of one window, where it is known which. Kept in memory only, and out of reach of content scripts. */
export const askForPlace = (place: string, windowId?: number): Promise<void> =>
  browser.storage.session.set({ [key]: { place, at: Date.now(), ...(windowId === undefined ? {} : { windowId }) } })

/** In the inbox: goes where it was asked to, now and later. */
export function goWhereAsked(page: Pick<Window, 'location'>): void {
  const go = async () => {
    const asked = v.parse(storedSchema, await browser.storage.session.get(key))[key]
    if (asked === undefined) return
    // In Firefox each window has its side bar.
    if (asked.windowId !== undefined && asked.windowId !== (await browser.windows.getCurrent()).id) return
    await browser.storage.session.remove(key)
    if (Date.now() - asked.at < goodFor) page.location.hash = asked.place
  }
  browser.storage.session.onChanged.addListener((changes) => {
    if (changes[key]?.newValue !== undefined) void go()
  })
  void go()
}

import { browser } from 'wxt/browser'
import type { TabAsk } from '../companion/companion-messages.ts'
import { hintWords } from '../companion/hint-words.ts'
import { originPattern } from './match-pattern.ts'
import { isOfBase, linkInBase } from './onec-address.ts'
import { spokenWords } from './spoken-words.ts'

/**
 * What became of opening a card or a task in 1C. `openTab`: the tab that was open shows it; `pasteHint`: that tab did not react, and tells its reader to press Shift+F11 and
 * paste the link; `newTab`: no tab of the base could be used, one was opened, which takes a session of 1C; `notALink`: it was none that may be opened.
 */
export const openedInOnec = ['openTab', 'pasteHint', 'newTab', 'notALink'] as const
export type OpenedInOnec = (typeof openedInOnec)[number]

/**
 * Opens 1C's internal link (`e1cib/data/…`) in the tab of this base that is already open, else in a new one. Runs in the background, which outlives the popup that the other
 * tab pushes aside: pages call it as `inbox.openInOnec(webAddress, url)`.
 */
export async function openInOnec(webAddress: string, url: string): Promise<OpenedInOnec> {
  const link = linkInBase(webAddress, url)
  if (link === undefined) return 'notALink'
  const tab = await openTabOf(webAddress)
  const answer = tab === undefined ? undefined : await askCompanion(tab, link.internal)
  if (answer !== undefined) return answer
  await browser.tabs.create({ url: link.external })
  return 'newTab'
}

interface OnecTab {
  id: number
  windowId: number
}

/** Without the permission for the origin the browser does not tell which tab shows what: then none is found. */
async function openTabOf(webAddress: string): Promise<OnecTab | undefined> {
  const pattern = originPattern(webAddress)
  if (pattern === undefined) return undefined
  const tabs = await browser.tabs.query({ url: pattern })
  const newest = tabs
    .filter(({ url }) => url !== undefined && isOfBase(webAddress, url))
    .sort((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))[0]
  if (newest?.id === undefined || newest.windowId === undefined) return undefined
  return { id: newest.id, windowId: newest.windowId }
}

/** The tab comes to the front first: the browser lets only a page in front write to the clipboard. */
async function askCompanion({ id, windowId }: OnecTab, internal: string): Promise<OpenedInOnec | undefined> {
  try {
    // Whether somebody listens there is asked before the employee is taken to it.
    if ((await browser.tabs.sendMessage(id, { areYouThere: true })) !== true) return undefined
  } catch {
    return undefined
  }
  await browser.tabs.update(id, { active: true })
  await browser.windows.update(windowId, { focused: true })
  await spokenWords.areThere()
  const answer: unknown = await browser.tabs
    .sendMessage(id, { openLink: internal, hint: hintWords() } satisfies TabAsk)
    .catch(() => undefined)
  return openedInOnec.find((known) => known === answer)
}

import { browser } from 'wxt/browser'
import { hasSidebar, openBeside } from './open-inbox.ts'
import { windowMark } from './page-place.ts'
import { askForPlace } from './place-asked.ts'

export const mayOpenBeside = (): boolean => browser.sidePanel !== undefined || hasSidebar(browser)

/** Opens the side panel of this window at the same place. To be called right in a click: Firefox takes nothing later. @returns false where the browser refused */
export async function moveBeside(place: string): Promise<boolean> {
  const opening = hasSidebar(browser)
    ? openBeside(undefined)
    : browser.windows.getCurrent().then(({ id }) => openBeside(id))
  const asked = askForPlace(place)
  if (!(await opening)) return false
  await asked
  return true
}

const openWindowKey = 'ownWindow'
const sizeKey = 'ownWindowSize'
const firstSize = { width: 420, height: 680 }

/** Opens the inbox in a window of its own, as large as it was last; the one that is open already comes to the front. */
export async function moveToWindow(place: string): Promise<void> {
  if (await showOpenWindow()) return askForPlace(place)
  const size = await readSize()
  const url = `${browser.runtime.getURL('/')}popup.html${windowMark}${place}`
  const made = await browser.windows.create({ url, type: 'popup', ...size })
  await browser.storage.session.set({ [openWindowKey]: made?.id })
}

async function showOpenWindow(): Promise<boolean> {
  const id: unknown = (await browser.storage.session.get(openWindowKey))[openWindowKey]
  if (typeof id !== 'number') return false
  try {
    await browser.windows.update(id, { focused: true })
    return true
  } catch {
    // It was closed since.
    return false
  }
}

async function readSize(): Promise<typeof firstSize> {
  const stored: unknown = (await browser.storage.local.get(sizeKey))[sizeKey]
  return isSize(stored) ? { width: stored.width, height: stored.height } : firstSize
}

const isSize = (stored: unknown): stored is typeof firstSize =>
  typeof stored === 'object' &&
  stored !== null &&
  'width' in stored &&
  typeof stored.width === 'number' &&
  'height' in stored &&
  typeof stored.height === 'number'

/** In the window of its own: the next one is as large as this was left. */
export function rememberSize(page: Pick<Window, 'addEventListener' | 'outerWidth' | 'outerHeight'>): void {
  page.addEventListener('resize', () => {
    void browser.storage.local.set({ [sizeKey]: { width: page.outerWidth, height: page.outerHeight } })
  })
}

import { browser } from 'wxt/browser'
import { windowMark } from './page-place.ts'
import { askForPlace } from './place-asked.ts'

const openWindowKey = 'ownWindow'
const sizeKey = 'ownWindowSize'
const firstSize = { width: 420, height: 680 }

/** Opens the inbox in a window of its own, as large as it was last; the one that is open already comes to the front. */
export async function moveToWindow(place: string): Promise<void> {
  if (await showOwnWindow(place)) return
  const size = await readSize()
  const url = `${browser.runtime.getURL('/')}popup.html${windowMark}${place}`
  const made = await browser.windows.create({ url, type: 'popup', ...size })
  await browser.storage.session.set({ [openWindowKey]: made?.id })
}

/** @returns false where none is open */
export async function showOwnWindow(place: string): Promise<boolean> {
  const id: unknown = (await browser.storage.session.get(openWindowKey))[openWindowKey]
  if (typeof id !== 'number' || !(await raiseWindow(id))) return false
  await askForPlace(place, id)
  return true
}

/** Before all others, of other programs too. @returns false when it was closed since */
export async function raiseWindow(id: number): Promise<boolean> {
  try {
    const { state } = await browser.windows.get(id)
    await browser.windows.update(id, { focused: true, ...(state === 'minimized' ? { state: 'normal' } : {}) })
    return true
  } catch {
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

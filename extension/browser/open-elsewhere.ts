import { browser } from 'wxt/browser'
import { hasSidebar, openBeside } from './open-inbox.ts'
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

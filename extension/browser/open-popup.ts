import { browser } from 'wxt/browser'

const popupPage = 'popup.html'

/** @param place like `#/conversation/…`: the popup is told by its address; afterwards the button opens the list again. @returns false where the browser does not let us */
export async function openPopup(place: string): Promise<boolean> {
  const button = browser.action ?? browser.browserAction
  if (!('openPopup' in button)) return false
  try {
    await button.setPopup({ popup: `${popupPage}${place}` })
    await button.openPopup()
    return true
  } catch {
    // Firefox wants a click on the page or the button; Chrome before 127 a company policy; both a window in front.
    return false
  } finally {
    await button.setPopup({ popup: popupPage })
  }
}

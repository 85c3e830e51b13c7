import { browser } from 'wxt/browser'
import type { ConversationId } from '../../shared/ids.ts'

const popupPage = 'popup.html'

/** In the popup where the browser lets us open it without a click on our button, else in a tab of its own. */
export async function openConversation(conversationId: ConversationId): Promise<void> {
  const page = `${popupPage}#/conversation/${conversationId}`
  if (await openPopup(page)) return
  await browser.tabs.create({ url: browser.runtime.getURL('/') + page })
}

/** The popup is told where to open by its address; afterwards the button opens the list again. @returns false where the browser does not let us */
export async function openPopup(page: string): Promise<boolean> {
  const button = browser.action ?? browser.browserAction
  if (!('openPopup' in button)) return false
  try {
    await button.setPopup({ popup: page })
    await button.openPopup()
    return true
  } catch {
    // Firefox wants a click on the page or the button; Chrome before 127 a company policy; both a window in front.
    return false
  } finally {
    await button.setPopup({ popup: popupPage })
  }
}

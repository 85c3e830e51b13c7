import { browser } from 'wxt/browser'
import type { ConversationId } from '../../shared/ids.ts'

/**
 * Firefox closes a popup as soon as its file choice opens, and the file is lost with it. There a window of our own asks for the file, puts it beside the draft and goes on as the
 * conversation. Undefined where the page survives: everywhere in Chrome, in the side bar, in a window or a tab.
 */
export function chooserElsewhere(conversationId: ConversationId): ((entry: string) => void) | undefined {
  if (!import.meta.env.FIREFOX || !browser.extension.getViews({ type: 'popup' }).includes(window)) return undefined
  return (entry) => {
    const url = `${browser.runtime.getURL('/files.html')}#/${conversationId}/${entry}`
    void browser.windows.create({ url, type: 'popup', width: 420, height: 680 }).then(() => window.close())
  }
}

import { type Browser, browser } from 'wxt/browser'

const id = 'write-in-whatsapp'

/** «Написать в WhatsApp» for what is selected, on these pages alone; without any there is no such entry. The browser hands the selected text over at the click, no page is read for it. */
export async function offerWriting(documentUrlPatterns: string[], title: string): Promise<void> {
  // Others have entries too. There may be none of ours yet.
  await browser.contextMenus.remove(id).catch(() => undefined)
  if (documentUrlPatterns.length === 0) return
  browser.contextMenus.create({ id, title, contexts: ['selection'], documentUrlPatterns }, () => {
    // Two starts at once: it is there already.
    void browser.runtime.lastError
  })
}

/** The text that was selected when our entry was clicked. */
export const textToWriteTo = (click: Browser.contextMenus.OnClickData): string | undefined =>
  click.menuItemId === id ? (click.selectionText ?? '') : undefined

import { type Browser, browser } from 'wxt/browser'

export const sendToBackground = (message: object): Promise<unknown> => browser.runtime.sendMessage(message)

/** Whether it comes from a page of ours. Content scripts live in other people's pages and may ask only what `serve-companion.ts` answers. */
export const isFromOwnPage = (sender: Browser.runtime.MessageSender): boolean =>
  sender.url?.startsWith(browser.runtime.getURL('/')) ?? false

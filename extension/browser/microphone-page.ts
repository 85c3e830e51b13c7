import { browser } from 'wxt/browser'

/** A popup closes when the browser asks for the microphone, so a page in a tab asks. */
export const openMicrophonePage = (): void => {
  void browser.tabs.create({ url: browser.runtime.getURL('/microphone.html') })
}

import type { Browser } from '../browser.ts'

/**
 * The popup under the button in Firefox's toolbar, the real one. It is no tab, so nobody but another page of the extension can reach into it, and it closes as soon as something else
 * comes to the front.
 */
export class ToolbarPopup {
  private constructor(private readonly browser: Browser) {}

  static async open(browser: Browser): Promise<ToolbarPopup> {
    await browser.inWorker('browser.browserAction.openPopup()')
    return new ToolbarPopup(browser)
  }

  /** Settles when it was pressed; what it brings about may be the popup's end. @param words that stand on it */
  press(selector: string, words = ''): Promise<void> {
    return this.#onElement(selector, words, 'element.click()')
  }

  type(selector: string, text: string): Promise<void> {
    const typed = `element.value = ${JSON.stringify(text)}; element.dispatchEvent(new Event('input', { bubbles: true }))`
    return this.#onElement(selector, '', typed)
  }

  isOpen(): Promise<boolean> {
    return this.browser.inWorker(`browser.extension.getViews({ type: 'popup' }).length > 0`)
  }

  #onElement(selector: string, words: string, what: string): Promise<void> {
    return this.browser.inWorker(`(async () => {
      const words = ${JSON.stringify(words)}
      for (let looks = 0; looks < 500; looks += 1) {
        const all = browser.extension.getViews({ type: 'popup' })[0]?.document.querySelectorAll(${JSON.stringify(selector)}) ?? []
        const element = [...all].find(({ textContent }) => textContent.includes(words))
        if (element !== undefined) {
          ${what}
          return
        }
        await new Promise((done) => setTimeout(done, 20))
      }
      throw new Error('The popup has no ' + ${JSON.stringify(selector)} + ' ' + words)
    })()`)
  }
}

import type { Page } from 'playwright-core'
import { type Browser, engine } from '../browser.ts'
import { lookInChromium } from './drawn-in-chromium.ts'
import { lookInFirefox } from './drawn-in-firefox.ts'

/** Something that stands behind a closed shadow root. */
export interface Drawn {
  text: string
  /** Its words to who listens. */
  label: string
  /** Of the part that counts. */
  count: string
  middle(): Promise<{ x: number; y: number }>
}

/** All of this tag behind the shadow root of the first such host. */
export type LookBehind = (host: string, tag: string) => Promise<Drawn[]>

/** 1C in a tab, as a person sees it: also what stands behind a closed shadow root, which the page itself cannot see. */
export class OnecWindow {
  private constructor(
    readonly page: Page,
    private readonly lookBehind: LookBehind,
  ) {}

  static async open(browser: Browser, address: string): Promise<OnecWindow> {
    const page = await browser.context.newPage()
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(address)
    return OnecWindow.of(browser, page)
  }

  /** One that is open already. */
  static async of(browser: Browser, page: Page): Promise<OnecWindow> {
    return new OnecWindow(page, engine === 'firefox' ? lookInFirefox(browser, page) : await lookInChromium(page))
  }

  /** What the unread button says: its number, and its words to who listens. Undefined: it is not there. */
  async unread(): Promise<{ count: string; words: string } | undefined> {
    const [tab] = await this.lookBehind('messenger-panel-unread', 'button')
    return tab && { count: tab.count, words: tab.label }
  }

  /** What the hint says that stands there when 1C has not opened a card; empty when it does not. */
  async hint(): Promise<string> {
    const [hint] = await this.lookBehind('messenger-panel-hint', 'section')
    return hint?.text ?? ''
  }

  async pressInHint(words: string): Promise<void> {
    await this.#press((await this.lookBehind('messenger-panel-hint', 'button')).find(({ text }) => text === words))
  }

  async pressUnread(): Promise<void> {
    await this.#press((await this.lookBehind('messenger-panel-unread', 'button'))[0])
  }

  /** Where the middle of the unread button is. */
  async placeOfUnread(): Promise<{ x: number; y: number; right: number }> {
    const box = await this.page.locator('messenger-panel-unread').boundingBox()
    if (box === null) throw new Error('The unread button is not there.')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width }
  }

  async #press(drawn: Drawn | undefined): Promise<void> {
    if (drawn === undefined) throw new Error('There is no such button.')
    const { x, y } = await drawn.middle()
    await this.page.mouse.click(x, y)
  }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { openChromium } from './chromium-window.ts'
import { openFirefox } from './firefox/firefox-window.ts'
import { usedProfiles } from './used-profiles.ts'
import { within } from './within.ts'

export type Engine = 'chromium' | 'firefox'

/** In which browser people sit: Chromium, unless the tests run with BROWSER=firefox. */
export const engine: Engine = process.env.BROWSER === 'firefox' ? 'firefox' : 'chromium'

/** The extension as the tests build it (tests/stories/build-extension.ts). */
export const testBuild = resolve('.output-test', engine === 'firefox' ? 'firefox-mv2' : 'chrome-mv3')

export interface BrowserOptions {
  extension?: string
  /** Of the browser, and so of the extension; the machine's own when absent. */
  language?: 'ru' | 'en' | undefined
  /** A profile that was used before: the same browser, opened again. */
  profile?: string
  headless?: boolean
  /** One that beeps once a second stands on the desk; whether it may be heard is still the person's to say. */
  microphone?: boolean | undefined
  /** The page of the first steps, which opens by itself in a new profile, stays. */
  firstRun?: boolean
}

export interface OpenOptions extends Required<Pick<BrowserOptions, 'extension' | 'headless'>> {
  language: 'ru' | 'en' | undefined
  microphone: boolean
}

/** What each engine does in its own way. */
export interface OpenedBrowser {
  context: BrowserContext
  /** Of the extension's pages. */
  origin: string
  /** Evaluates where the extension's background can be asked; `chrome` and `browser` give promises there. */
  inBackground<T>(expression: string): Promise<T>
  badge(): Promise<string>
  /** The ids of those that are shown. */
  notifications(): Promise<string[]>
  openPanels(): Promise<string[]>
  restartBackground(): Promise<void>
  allowClipboard(page: string): Promise<void>
  willAgree(pattern: string): Promise<void>
  downloaded(page: Page, press: () => Promise<void>): Promise<Buffer>
  refuseMicrophone(): Promise<void>
  allowMicrophone(askAgain: () => Promise<void>): Promise<void>
}

/** Firefox forgets an extension that was installed for one session; another copy of the extension is another extension. */
const mayBeUsed = ({ extension = testBuild, firstRun }: BrowserOptions): boolean =>
  engine === 'chromium' && extension === testBuild && firstRun !== true

/** A real browser with the built extension, in a profile of its own. */
export class Browser {
  private constructor(
    readonly profile: string,
    private readonly opened: OpenedBrowser,
  ) {}

  static async open(options: BrowserOptions = {}): Promise<Browser> {
    const { extension = testBuild, language, headless = true, microphone = false } = options
    const folder = options.profile ?? mkdtempSync(join(tmpdir(), 'panel-profile-'))
    const isUsed = options.profile !== undefined || (mayBeUsed(options) && usedProfiles.copyTo(folder, language))
    const open = engine === 'firefox' ? openFirefox : openChromium
    const opened = new Browser(folder, await open(folder, { extension, language, headless, microphone }))
    // Most people of these stories close it at once, and go their own way.
    if (!isUsed && options.firstRun !== true) {
      await within(20, 'the page of the first steps, which opens by itself, is closed', opened.#closeFirstRun())
    }
    return opened
  }

  /** The page that the extension has opened by itself. Looked for again and again: neither engine tells every address that a tab comes to. */
  async firstRun(): Promise<Page> {
    const address = this.address('options.html#/start')
    for (let looks = 0; looks < 500; looks += 1) {
      const page = this.context.pages().find((each) => each.url() === address)
      if (page !== undefined) return page
      await setTimeout(20)
    }
    const tabs = await this.opened.inBackground<string>(
      'chrome.tabs.query({}).then((tabs) => tabs.map(({ url }) => url).join())',
    )
    const pages = this.context.pages().map((page) => page.url())
    throw new Error(`The first steps have not opened by themselves. Tabs: ${tabs}; pages: ${pages.join()}`)
  }

  /** By the extension's own hand: Firefox does not always tell of a tab that was opened while its session began. */
  async #closeFirstRun(): Promise<void> {
    const close = `chrome.tabs.query({}).then(async (tabs) => {
      const first = tabs.find(({ url }) => url?.endsWith('options.html#/start'))
      if (first !== undefined) await chrome.tabs.remove(first.id)
      return first !== undefined
    })`
    for (let looks = 0; looks < 100; looks += 1) {
      if (await this.opened.inBackground<boolean>(close)) return
      await setTimeout(20)
    }
  }

  get context(): BrowserContext {
    return this.opened.context
  }

  /** The address of a page of the extension, with what stands behind it. */
  address(path: string): string {
    return `${this.opened.origin}/${path}`
  }

  /** A page of the extension in a tab of the size that people see it in. */
  async page(
    path: 'popup.html' | 'options.html' | 'sidepanel.html',
    size: { width: number; height: number },
  ): Promise<Page> {
    const page = await this.context.newPage()
    await page.setViewportSize(size)
    await page.goto(this.address(path))
    return page
  }

  popup(): Promise<Page> {
    return this.page('popup.html', { width: 400, height: 600 })
  }

  options(): Promise<Page> {
    return this.page('options.html', { width: 1280, height: 800 })
  }

  /** The user will say yes when the extension asks for this origin. */
  willAgree(pattern: string): Promise<void> {
    return this.opened.willAgree(pattern)
  }

  /** What the background knows: runs there. */
  inWorker<T>(expression: string): Promise<T> {
    return this.opened.inBackground<T>(expression)
  }

  /** What is in the file that comes after this press on the page. */
  downloaded(page: Page, press: () => Promise<void>): Promise<Buffer> {
    return this.opened.downloaded(page, press)
  }

  /** The person answers «Блокировать» where the extension asks for the microphone. */
  refuseMicrophone(): Promise<void> {
    return this.opened.refuseMicrophone()
  }

  /** The person thinks better of it, lets the extension ask again, and answers «Разрешить». */
  allowMicrophone(askAgain: () => Promise<void>): Promise<void> {
    return this.opened.allowMicrophone(askAgain)
  }

  /** The page of this origin may read what is to be pasted. */
  allowClipboard(page: string): Promise<void> {
    return this.opened.allowClipboard(page)
  }

  /** Firefox only: see `UnattendedBrowser`. */
  restartBackground(): Promise<void> {
    return this.opened.restartBackground()
  }

  /** The addresses of the side panels and popups that are open, without the extension's own part. */
  async openPanels(): Promise<string[]> {
    return (await this.opened.openPanels()).map((url) => decodeURIComponent(url.replace(this.address(''), '')))
  }

  /** The text on the toolbar's badge. */
  badge(): Promise<string> {
    return this.opened.badge()
  }

  /** Which notifications are shown. */
  notifications(): Promise<string[]> {
    return this.opened.notifications()
  }

  /** Closes the window; the profile stays, so that it can be opened again. */
  async close(): Promise<void> {
    await this.context.close()
  }

  async discard(): Promise<void> {
    await this.context.close()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

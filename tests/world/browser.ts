import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core'
import { findChromium, needRussian } from './chromium.ts'

/** The extension as the tests build it (tests/stories/build-extension.ts). */
export const testBuild = resolve('.output-test/chrome-mv3')

export interface BrowserOptions {
  extension?: string
  /** Of the browser, and so of the extension; the machine's own when absent. */
  language?: 'ru' | 'en' | undefined
  /** A profile that was used before: the same browser, opened again. */
  profile?: string
  headless?: boolean
  /** One that beeps once a second stands on the desk; whether it may be heard is still the person's to say. */
  microphone?: boolean | undefined
}

/** A real Chromium with the built extension, in a profile of its own. */
export class Browser {
  private constructor(
    readonly context: BrowserContext,
    readonly profile: string,
    readonly extensionId: string,
  ) {}

  static async open({
    extension = testBuild,
    language,
    profile,
    headless = true,
    microphone = false,
  }: BrowserOptions = {}): Promise<Browser> {
    const folder = profile ?? mkdtempSync(join(tmpdir(), 'panel-profile-'))
    const executablePath = findChromium()
    if (language === 'ru') needRussian(executablePath)
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless,
      viewport: null,
      // Whoever opened it closes it, and tidies up after it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(language ? { locale: language, env: { ...process.env, LANGUAGE: language } } : {}),
      args: [
        ...quiet,
        ...(language ? [`--lang=${language}`] : []),
        ...(microphone ? ['--use-fake-device-for-media-stream'] : []),
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
      ],
    })
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    return new Browser(context, folder, new URL(worker.url()).host)
  }

  /** A page of the extension in a tab of the size that people see it in. */
  async page(
    path: 'popup.html' | 'options.html' | 'sidepanel.html',
    size: { width: number; height: number },
  ): Promise<Page> {
    const page = await this.context.newPage()
    await page.setViewportSize(size)
    await page.goto(`chrome-extension://${this.extensionId}/${path}`)
    return page
  }

  popup(): Promise<Page> {
    return this.page('popup.html', { width: 400, height: 600 })
  }

  options(): Promise<Page> {
    return this.page('options.html', { width: 1280, height: 800 })
  }

  /**
   * The user will say yes when the extension asks for this origin: the browser's own question cannot be pressed without a screen, and it is not asked for what was granted on
   * chrome://extensions.
   */
  async willAgree(pattern: string): Promise<void> {
    const page = await this.context.newPage()
    await page.goto('chrome://extensions')
    await page.evaluate(
      `new Promise((done) => chrome.developerPrivate.addHostPermission('${this.extensionId}', '${pattern}', done))`,
    )
    await page.close()
  }

  /** What the worker knows: runs there. */
  async inWorker<T>(expression: string): Promise<T> {
    return await (await this.#worker()).evaluate<T>(expression)
  }

  /** The person answers «Разрешить» where the extension asks for the microphone. */
  async allowMicrophone(): Promise<void> {
    // Chromium takes no extension for an origin here; no other page is open that could use it.
    await this.context.grantPermissions(['microphone'])
  }

  /** The addresses of the side panels and popups that are open, without the extension's own part. */
  async openPanels(): Promise<string[]> {
    const urls = await this.inWorker<string[]>(
      "chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL', 'POPUP'] }).then((open) => open.map(({ documentUrl }) => documentUrl))",
    )
    return urls.map((url) => decodeURIComponent(url.replace(`chrome-extension://${this.extensionId}/`, '')))
  }

  /** The text on the toolbar's badge. */
  async badge(): Promise<string> {
    return await (await this.#worker()).evaluate<string>('chrome.action.getBadgeText({})')
  }

  /** Which notifications are shown. */
  async notifications(): Promise<string[]> {
    return await (await this.#worker()).evaluate<string[]>('chrome.notifications.getAll().then(Object.keys)')
  }

  async #worker(): Promise<Worker> {
    return this.context.serviceWorkers()[0] ?? (await this.context.waitForEvent('serviceworker'))
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

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

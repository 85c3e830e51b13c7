import { buffer } from 'node:stream/consumers'
import { type BrowserContext, chromium, type Worker } from 'playwright-core'
import type { OpenedBrowser, OpenOptions } from './browser.ts'
import { findChromium, needRussian } from './chromium.ts'
import { openPanels } from './open-panels.ts'

/** Opens Chromium with the built extension. */
export async function openChromium(
  folder: string,
  { extension, language, headless, microphone }: OpenOptions,
): Promise<OpenedBrowser> {
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
  const worker = await workerOf(context)
  const origin = `chrome-extension://${new URL(worker.url()).host}`
  return {
    context,
    origin,
    inBackground: async <T>(expression: string) => await (await workerOf(context)).evaluate<T>(expression),
    badge: async () => await (await workerOf(context)).evaluate<string>('chrome.action.getBadgeText({})'),
    notifications: async () =>
      await (await workerOf(context)).evaluate<string[]>('chrome.notifications.getAll().then(Object.keys)'),
    openPanels: async () => await (await workerOf(context)).evaluate<string[]>(openPanels),
    restartBackground: () => Promise.reject(new Error('Chromium’s worker is ended by whoever does not keep it awake.')),
    allowClipboard: (page) => context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: page }),
    willAgree: (pattern) => agreeBeforehand(context, new URL(origin).host, pattern),
    downloaded: async (page, press) => {
      const begun = page.waitForEvent('download')
      await press()
      return await buffer(await (await begun).createReadStream())
    },
    // Without a screen it refuses by itself.
    refuseMicrophone: async () => undefined,
    allowMicrophone: async (askAgain) => {
      // Chromium takes no extension for an origin here; no other page is open that could use it.
      await context.grantPermissions(['microphone'])
      await askAgain()
    },
  }
}

const workerOf = async (context: BrowserContext): Promise<Worker> =>
  context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))

/** The browser's own question cannot be pressed without a screen, and it is not asked for what was granted on chrome://extensions. */
async function agreeBeforehand(context: BrowserContext, extensionId: string, pattern: string): Promise<void> {
  const page = await context.newPage()
  await page.goto('chrome://extensions')
  await page.evaluate(
    `new Promise((done) => chrome.developerPrivate.addHostPermission('${extensionId}', '${pattern}', done))`,
  )
  await page.close()
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

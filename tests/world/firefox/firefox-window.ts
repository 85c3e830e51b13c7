import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, firefox, type Page } from 'playwright-core'
import type { OpenedBrowser, OpenOptions } from '../browser.ts'
import { findFirefox, needRussianFirefox } from './find-firefox.ts'

/** As the manifest names it for Firefox (wxt.config.ts). */
const extensionId = 'messenger-panel@messenger-panel.example'
/** Firefox makes one up for each profile unless it is told. */
const uuid = '11111111-2222-4333-8444-555555555555'
const origin = `moz-extension://${uuid}`

/** Opens Firefox with the built extension, driven by WebDriver BiDi. */
export async function openFirefox(
  folder: string,
  { extension, language, headless, microphone }: OpenOptions,
): Promise<OpenedBrowser> {
  const program = findFirefox()
  if (language === 'ru') needRussianFirefox(program)
  const context = await firefox.launchPersistentContext(folder, {
    channel: 'moz-firefox',
    executablePath: goBetween(folder),
    headless,
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // It refuses a home that is not its user's own.
    env: { ...process.env, HOME: folder, FIREFOX: program, EXTENSION: extension, MOZ_HEADLESS_WIDTH: '1280' },
    // Without the first it does not let pages of extensions be opened.
    args: ['--remote-allow-system-access', '--no-remote'],
    firefoxUserPrefs: preferences(language, microphone),
  })
  for (const page of context.pages()) withoutWaitingForLoad(page)
  context.on('page', withoutWaitingForLoad)
  const background = await backgroundOf(context)
  return {
    context,
    origin,
    inBackground: (expression) => background.evaluate(`((chrome) => (${expression}))(browser)`),
    notifications: () =>
      background.evaluate('browser.runtime.getBackgroundPage().then((page) => [...page.shownNotifications.keys()])'),
    badge: () => background.evaluate('browser.browserAction.getBadgeText({})'),
    // The question is not asked: see the preferences.
    willAgree: async () => undefined,
    allowMicrophone: async () => undefined,
  }
}

/** Playwright starts one program; this one starts Firefox and stands between them. */
function goBetween(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const script = join(folder, 'firefox.sh')
  const program = fileURLToPath(new URL('go-between.ts', import.meta.url))
  const tsx = fileURLToPath(import.meta.resolve('tsx'))
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' --import '${tsx}' '${program}' "$@"\n`)
  chmodSync(script, 0o755)
  return script
}

/** Firefox never tells that a page of an extension has loaded; whoever looks for something on it waits for that anyway. */
function withoutWaitingForLoad(page: Page): void {
  const goto = page.goto.bind(page)
  const reload = page.reload.bind(page)
  page.goto = (url, options) => goto(url, { waitUntil: 'commit', ...options })
  page.reload = (options) => reload({ waitUntil: 'commit', ...options })
}

/** Where the background can be asked: a picture is the smallest page of the extension, and no part of what is tested. */
async function backgroundOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/icons/16.png`, { waitUntil: 'commit' })
  await page.evaluate(keepNotifications)
  return page
}

/** Without a screen Firefox forgets each notification at once: what the background has asked to be shown, and not taken away, is kept. */
const keepNotifications = `browser.runtime.getBackgroundPage().then((background) => {
  const { notifications } = background.browser
  const shown = new Map()
  const { create, clear } = notifications
  notifications.create = async (...given) => {
    const id = await create.apply(notifications, given)
    shown.set(id, true)
    return id
  }
  notifications.clear = (id) => {
    shown.delete(id)
    return clear.call(notifications, id)
  }
  notifications.getAll = async () => Object.fromEntries(shown)
  background.shownNotifications = shown
})`

const preferences = (language: 'ru' | 'en' | undefined, microphone: boolean) => ({
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
  // What a temporary extension has stored is there again when the profile is opened again.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  // Nobody is there to press «Разрешить».
  'extensions.webextOptionalPermissionPrompts': false,
  'app.normandy.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  ...(language ? { 'intl.locale.requested': language === 'en' ? 'en-US' : language } : {}),
  ...(microphone ? { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true } : {}),
})

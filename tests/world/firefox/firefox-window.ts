import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, firefox, type Page } from 'playwright-core'
import type { OpenedBrowser, OpenOptions } from '../browser.ts'
import { openPanels } from '../open-panels.ts'
import { within } from '../within.ts'
import { keepNotifications, restartBackground } from './background-page.ts'
import { downloaded } from './downloads.ts'
import { findFirefox, needRussianFirefox } from './find-firefox.ts'
import { allowMicrophone, refuseMicrophone } from './microphone-answers.ts'

/** As the manifest names it for Firefox (wxt.config.ts). */
const extensionId = 'messenger-panel@messenger-panel.example'
/** Firefox makes one up for each profile unless it is told. */
const uuid = '11111111-2222-4333-8444-555555555555'
const origin = `moz-extension://${uuid}`

/** Opens Firefox with the built extension, driven by WebDriver BiDi. */
export async function openFirefox(folder: string, options: OpenOptions): Promise<OpenedBrowser> {
  const context = await within(50, 'Firefox has started and shows its first page', launch(folder, options))
  try {
    const background = await within(20, 'a page of the extension answers in Firefox', backgroundOf(context))
    return opened(context, background)
  } catch (error) {
    await within(20, 'Firefox has ended', context.close()).catch(() => undefined)
    throw error
  }
}

function launch(folder: string, { extension, language, headless, microphone }: OpenOptions): Promise<BrowserContext> {
  const program = findFirefox()
  if (language === 'ru') needRussianFirefox(program)
  return firefox.launchPersistentContext(folder, {
    channel: 'moz-firefox',
    executablePath: goBetween(folder),
    headless,
    timeout: 40_000,
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
}

function opened(context: BrowserContext, background: Page): OpenedBrowser {
  return {
    context,
    origin,
    inBackground: (expression) => background.evaluate(`((chrome) => (${expression}))(browser)`),
    notifications: () => background.evaluate('[...window.shownNotifications.keys()]'),
    restartBackground: () => background.evaluate(restartBackground),
    openPanels: () => background.evaluate(`((chrome) => ${openPanels})(browser)`),
    // See the preferences.
    allowClipboard: async () => undefined,
    badge: () => background.evaluate('browser.browserAction.getBadgeText({})'),
    // The question is not asked: see the preferences.
    willAgree: async () => undefined,
    downloaded: (_page, press) => downloaded(context, press),
    refuseMicrophone: () => refuseMicrophone(context),
    allowMicrophone: (askAgain) => allowMicrophone(context, origin, askAgain),
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

/** Where the background can be asked: a picture is the smallest page of the extension, and no part of what is tested. */
async function backgroundOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/icons/16.png`, { waitUntil: 'commit' })
  await page.evaluate(keepNotifications)
  return page
}

const preferences = (language: 'ru' | 'en' | undefined, microphone: boolean) => ({
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
  // What a temporary extension has stored is there again when the profile is opened again.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  // Nobody is there to press «Разрешить».
  'extensions.webextOptionalPermissionPrompts': false,
  'dom.events.testing.asyncClipboard': true,
  // Without a loudspeaker it plays only what nobody could hear anyway.
  'media.default_volume': '0.0',
  'app.normandy.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  ...(language ? { 'intl.locale.requested': language === 'en' ? 'en-US' : language } : {}),
  // Its questions may be answered at once: nobody is led to press by a page that jumps.
  'security.notification_enable_delay': 0,
  ...(microphone ? { 'media.navigator.streams.fake': true } : {}),
})

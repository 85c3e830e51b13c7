import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import type { ScriptedRelay } from '../extension/background/scripted-relay.ts'
import { Browser } from '../world/browser.ts'
import { signInBrowser } from '../world/sign-in.ts'
import { startBusyDay } from './busy-day/relay.ts'
import { inThemes, themesFor } from './screen-check.ts'

/** What stands in each part once the relay has answered. */
const parts = [
  ['access', '.card'],
  ['channels', '[data-testid=channel-state]'],
  ['synchronisation', 'input[type=time]'],
  ['onec', '.card'],
  ['queue', 'input[type=time]'],
  ['employees', '[data-testid=employee]'],
  ['routes', 'textarea'],
  ['audit', 'tbody tr'],
  ['pages', '.card'],
  ['quickReplies', '[data-testid=quick-reply]'],
  ['notifications', 'input[type=checkbox]'],
  ['appearance', 'input[type=radio]'],
] as const

describe.each(['ru', 'en'] as const)('every screen of the settings in %s', (language) => {
  let relay: ScriptedRelay
  let browser: Browser
  let page: Page
  const look = (name: string) => inThemes(themesFor(language), page, `day-${language}-${name}`)

  beforeAll(async () => {
    relay = await startBusyDay()
    browser = await Browser.open({ language })
    page = await browser.options()
    await page.getByTestId('relay-address').waitFor()
    await look('settings-first')
    await page.goto(browser.address('options.html#/start'))
    await page.locator('main.first-run').waitFor()
    await look('start-first')
    await page.goto(browser.address('options.html#/access'))
    await signInBrowser(page, relay.address, 'AAAA-BBBB-CCCC')
  })
  afterAll(async () => {
    await browser?.discard()
    await relay?.stop()
  })

  it.each(parts)('the part «%s», at 200 % too', async (part, content) => {
    await page.goto(browser.address(`options.html#/${part}`))
    await page.locator(`.settings-part ${content}`).first().waitFor()
    await look(`settings-${part}`)
    await page.setViewportSize({ width: 640, height: 400 })
    await look(`zoomed-settings-${part}`)
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('the first steps', async () => {
    await page.goto(browser.address('options.html#/start'))
    await page.locator('main.first-run').waitFor()
    await look('start')
  })
})

import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, engine } from '../world/browser.ts'
import { Company, cast } from '../world/company.ts'
import { inDeveloperMode } from '../world/developer-mode.ts'
import { OnecWindow } from '../world/onec-web-client/onec-window.ts'
import { startWebClient, type WebClient } from '../world/onec-web-client/web-client.ts'
import { inChromium } from '../world/only-in-chromium.ts'

/** Firefox’s side bar opens for its own menus only. */
const beside = engine === 'firefox' ? /^popup\.html/ : /^sidepanel\.html/

describe('the unread button stands in the 1C web client only where the user allowed it', () => {
  let company: Company
  let onec: WebClient
  let trade: OnecWindow
  const browser = () => company.administrator.browser
  const registered = () => browser().inWorker<unknown[]>('chrome.scripting.getRegisteredContentScripts()')
  const openInbox = () => browser().openPanels()
  const ownOptions = async (part: string) => {
    const options = await browser().options()
    await options.goto(`${options.url().replace(/#.*/, '')}#/${part}`)
    return options
  }
  const allow = async (options: Page) => {
    await options.getByTestId('page-address').fill(`${onec.origin}/trade/ru_RU/`)
    await options.getByTestId('allow-typed').click()
    await options.locator('[data-testid=page][data-allowed=true]').waitFor()
  }
  beforeAll(async () => {
    company = await Company.open()
    onec = await startWebClient()
    await company.pairPhone()
    trade = await OnecWindow.open(browser(), `${onec.origin}/trade/ru_RU/`)
    await browser().willAgree('http://localhost/*')
  })
  afterAll(async () => {
    await company?.close()
    await onec?.close()
  })

  it('nowhere, as long as nothing is allowed', async () => {
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    await expect.poll(() => browser().badge()).toBe('1')
    expect(await trade.unread()).toBeUndefined()
    expect(await registered()).toEqual([])
  })

  it('in the window that is open, as soon as the user has allowed its address: with the badge’s number and words', async () => {
    await allow(await company.openPart('pages'))
    await expect.poll(() => trade.unread()).toEqual({ count: '1', words: '1 чат ждёт вашего ответа' })
    await company.client('ivan').sendText(cast.company.number, 'Счёт пришлёте?')
    await expect.poll(() => trade.unread()).toEqual({ count: '2', words: '2 чата ждут вашего ответа' })
    expect(await browser().badge()).toBe('2')
  })

  it('not in another base of the same server, nor in its other pages', async () => {
    const others = await Promise.all(['/deaf/', '/'].map((path) => OnecWindow.open(browser(), onec.origin + path)))
    await trade.page.reload()
    await expect.poll(() => trade.unread()).toBeDefined()
    for (const other of others) {
      expect(await other.unread()).toBeUndefined()
      await other.page.close()
    }
  })

  it('never over the right panel; dragged along the edge it stays where it was put', async () => {
    await trade.page.bringToFront()
    const before = await trade.placeOfUnread()
    expect(before.right).toBeLessThan(60)
    await trade.page.mouse.move(before.x, before.y)
    await trade.page.mouse.down()
    await trade.page.mouse.move(before.x + 900, before.y - 300, { steps: 5 })
    await trade.page.mouse.up()
    const after = await trade.placeOfUnread()
    expect(after.right).toBe(before.right)
    expect(Math.round(after.y)).toBe(Math.round(before.y - 300))
    expect(await openInbox()).toEqual([])
    await trade.page.reload()
    await expect.poll(() => trade.unread()).toBeDefined()
    expect(Math.round((await trade.placeOfUnread()).y)).toBe(Math.round(after.y))
  })

  it('reached by the keyboard, and moved with it', async () => {
    const inFront = () => trade.page.evaluate<string>('document.activeElement.localName')
    for (let tabs = 0; tabs < 10 && (await inFront()) !== 'messenger-panel-unread'; tabs += 1)
      await trade.page.keyboard.press('Tab')
    expect(await inFront()).toBe('messenger-panel-unread')
    const before = await trade.placeOfUnread()
    await trade.page.keyboard.press('ArrowDown')
    expect((await trade.placeOfUnread()).y).toBeGreaterThan(before.y)
  })

  it('in light and in dark', async () => {
    mkdirSync('.screens', { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await trade.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { x, y } = await trade.placeOfUnread()
      await trade.page.mouse.move(x, y)
      await trade.page.screenshot({ path: `.screens/onec-unread-${colorScheme}.png` })
    }
  })

  it('a click opens the inbox beside 1C; one that a script of the page makes up does not', async () => {
    await trade.page.evaluate("document.querySelector('messenger-panel-unread').click()")
    expect(await trade.page.evaluate("document.querySelector('messenger-panel-unread').shadowRoot")).toBeNull()
    expect(await openInbox()).toEqual([])
    await trade.pressUnread()
    await expect.poll(openInbox).toEqual([expect.stringMatching(beside)])
  })

  it('still after the browser was started anew', async () => {
    const { profile } = browser()
    await browser().close()
    company.administrator.browser = await Browser.open({ profile, language: 'ru' })
    trade = await OnecWindow.open(browser(), `${onec.origin}/trade/`)
    await expect.poll(() => trade.unread()).toEqual({ count: '2', words: '2 чата ждут вашего ответа' })
  })

  inChromium('update')('once, and alive, after the extension was updated under the open window', async () => {
    await trade.page.evaluate("document.querySelector('messenger-panel-unread').dataset.before = 'yes'")
    await inDeveloperMode(browser())
    await browser().inWorker('void setTimeout(() => chrome.runtime.reload(), 50)')
    await expect.poll(() => trade.page.locator('[data-before]').count()).toBe(0)
    await expect.poll(() => trade.unread()).toEqual({ count: '2', words: '2 чата ждут вашего ответа' })
    expect(await trade.page.locator('messenger-panel-unread').count()).toBe(1)
    await trade.page.bringToFront()
    await trade.pressUnread()
    await expect.poll(openInbox).toEqual([expect.stringMatching(beside)])
  })

  it('not any more when the user has taken it back, nor after a reload', async () => {
    const options = await ownOptions('pages')
    await options.getByTestId('withdraw-page').first().click()
    await expect.poll(() => trade.unread()).toBeUndefined()
    await expect.poll(registered).toEqual([])
    await trade.page.reload()
    expect(await trade.unread()).toBeUndefined()
    await allow(options)
    await expect.poll(() => trade.unread()).toBeDefined()
  })

  it('nor when nobody is signed in', async () => {
    const options = await ownOptions('access')
    await options.getByRole('button', { name: 'Выйти' }).click()
    await options.getByRole('group').getByRole('button', { name: 'Выйти' }).click()
    await expect.poll(() => trade.unread()).toBeUndefined()
  })
})

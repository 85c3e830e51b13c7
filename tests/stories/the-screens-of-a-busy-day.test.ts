import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf } from '../../extension/inbox/conversation-address.ts'
import { conversationId } from '../extension/background/cast.ts'
import type { ScriptedRelay } from '../extension/background/scripted-relay.ts'
import { Browser } from '../world/browser.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { signInBrowser } from '../world/sign-in.ts'
import { orlov } from './busy-day/people.ts'
import { startBusyDay } from './busy-day/relay.ts'
import { inThemes, layoutShift, themesFor } from './screen-check.ts'

const tabs = ['mine', 'queued', 'all', 'closed'] as const
describe.each(['ru', 'en'] as const)('every screen of the inbox in %s', (language) => {
  let relay: ScriptedRelay
  let browser: Browser
  let inbox: InboxPage
  let page: Page
  const look = (name: string) => inThemes(themesFor(language), page, `day-${language}-${name}`)
  const openAnna = async () => {
    await inbox.open('Анна')
    await inbox.message('Когда будет отгрузка?').waitFor()
  }

  beforeAll(async () => {
    relay = await startBusyDay()
    browser = await Browser.open({ language })
    await signInBrowser(await browser.options(), relay.address, 'AAAA-BBBB-CCCC')
    inbox = new InboxPage(await browser.popup())
    page = inbox.page
    await inbox.row('Анна').waitFor()
  })
  afterAll(async () => {
    await browser?.discard()
    await relay?.stop()
  })

  it('the tabs with their counts', async () => {
    for (const [place, tab] of tabs.entries()) {
      await page.keyboard.press(`Alt+${place + 1}`)
      await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor()
      await look(`list-${tab}`)
    }
    await page.keyboard.press('Alt+1')
  })

  it('nothing moves while the list opens, as it was last seen or for the first time, nor while a conversation does', async () => {
    await expect.poll(() => browser.inWorker("chrome.storage.local.get('firstPaint')")).not.toEqual({})
    for (const _time of ['as it was last seen', 'for the first time']) {
      await page.reload()
      await inbox.row('Анна').waitFor()
      await page.locator('[data-testid=link-state][data-state=live]').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await layoutShift(page)).toBe(0)
      await browser.inWorker("chrome.storage.local.remove('firstPaint')")
    }
    await page.evaluate(`location.hash = '${addressOf(conversationId(1))}'`)
    await page.getByTestId('composer-input').waitFor()
    await inbox.message('Когда будет отгрузка?').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await layoutShift(page)).toBe(0)
    await page.keyboard.press('Escape')
    await inbox.row('Анна').waitFor()
  })

  it('what hangs above the list: peace, the menu, the keys', async () => {
    await page.getByTestId('peace').click()
    await look('peace')
    await page.keyboard.press('Escape')
    await page.getByTestId('header-menu').click()
    await look('header-menu')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByTestId('keys-sheet').waitFor()
    await look('keys')
    await page.keyboard.press('Escape')
  })

  it('the search, and what it did not find', async () => {
    await page.getByTestId('search').fill('договор')
    await page.getByTestId('found-message').first().waitFor()
    await look('search')
    await page.getByTestId('search').fill('абвгдейка')
    await page.getByTestId('found-words').filter({ hasText: /\S/ }).waitFor()
    await look('search-nothing')
    await page.getByTestId('search').fill('')
  })

  it('a conversation with notes, a hand-over, a refusal and a colleague who is writing', async () => {
    await openAnna()
    await page.mouse.move(0, 0)
    await look('conversation')
    relay.tell({ type: 'typing', conversationId: conversationId(1), employeeId: orlov.id })
    await page.getByTestId('writing').getByText('Борис').waitFor()
    await look('conversation-writing')
  })

  it('the composer: a note, emoji, templates', async () => {
    const box = page.getByTestId('composer-input')
    await box.press('Alt+KeyN')
    await box.pressSequentially('Посмотри остаток, @')
    await page.getByTestId('colleague').first().waitFor()
    await look('composer-note')
    await page.keyboard.press('Escape')
    await box.fill('')
    await box.press('Alt+KeyN')
    await page.getByTestId('emoji-open').click()
    await page.locator('emoji-picker .tabpanel [role=menuitem]').first().waitFor()
    await look('composer-emoji')
    await page.keyboard.press('Escape')
    await box.fill('/')
    // One's own and 1C's.
    for (const name of ['Часы работы', 'Реквизиты'])
      await page.getByTestId('template').filter({ hasText: name }).waitFor()
    await look('composer-templates')
    await page.keyboard.press('Escape')
    await box.fill('')
  })

  it('the menu, the hand-over and a picture enlarged', async () => {
    await page.getByTestId('conversation-menu').click()
    await look('conversation-menu')
    await page.locator('[data-deed=handOver]').click()
    await page.getByTestId('hand-over-to').waitFor()
    await look('hand-over')
    await page.keyboard.press('Escape')
    await inbox.message('Одна коробка').scrollIntoViewIfNeeded()
    await page.locator('.picture-button').first().click()
    await page.getByRole('dialog').locator('img').waitFor()
    await look('viewer')
    await page.keyboard.press('Escape')
  })

  it('a wide window with list and conversation side by side, and one of its own', async () => {
    await page.setViewportSize({ width: 1100, height: 700 })
    await look('wide')
    await page.goto(browser.address('popup.html?window'))
    await inbox.row('Анна').waitFor()
    await look('wide-nothing-open')
    await page.setViewportSize({ width: 480, height: 760 })
    await look('window')
  })

  it('at 200 % nothing is cut and everything can be reached', async () => {
    await page.setViewportSize({ width: 200, height: 300 })
    await look('zoomed-list')
    await inbox.row('Анна').press('Enter')
    await page.getByTestId('composer-input').waitFor()
    await look('zoomed-conversation')
    await page.close()
  })
})

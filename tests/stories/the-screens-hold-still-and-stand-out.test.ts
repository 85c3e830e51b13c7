import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf } from '../../extension/inbox/conversation-address.ts'
import { conversationId } from '../extension/background/cast.ts'
import type { ScriptedRelay } from '../extension/background/scripted-relay.ts'
import { Browser } from '../world/browser.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { signInBrowser } from '../world/sign-in.ts'
import { startBusyDay } from './busy-day/relay.ts'
import { contrastOfLine, layoutShift, longestMotion, lookOf } from './screen-check.ts'

/** Milliseconds: longer, and motion is in the way. */
const shortMotion = 150
/** What WCAG asks of a line that has to be seen. */
const seenLine = 3

describe('the screens', () => {
  let relay: ScriptedRelay
  let browser: Browser
  let inbox: InboxPage
  let page: Page
  let options: Page

  beforeAll(async () => {
    relay = (await startBusyDay()).relay
    browser = await Browser.open({ language: 'ru' })
    options = await browser.options()
    await signInBrowser(options, relay.address, 'AAAA-BBBB-CCCC')
    inbox = new InboxPage(await browser.popup())
    page = inbox.page
    await inbox.row('Анна').waitFor()
  })
  afterAll(async () => {
    await browser?.discard()
    await relay?.stop()
  })
  const openAnna = async () => {
    await page.evaluate(`location.hash = '${addressOf(conversationId(1))}'`)
    await page.getByTestId('composer-input').waitFor()
    await inbox.message('Когда будет отгрузка?').waitFor()
  }

  it('hold still while the list opens, as it was last seen or for the first time, and while a conversation does', async () => {
    await expect.poll(() => browser.inWorker("chrome.storage.local.get('firstPaint')")).not.toEqual({})
    for (const _time of ['as it was last seen', 'for the first time']) {
      await page.reload()
      await inbox.row('Анна').waitFor()
      await page.locator('[data-testid=link-state][data-state=live]').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await layoutShift(page)).toBe(0)
      await browser.inWorker("chrome.storage.local.remove('firstPaint')")
    }
    await openAnna()
    await page.waitForLoadState('networkidle')
    expect(await layoutShift(page)).toBe(0)
  })

  it('hold their tabs still, whichever is chosen', async () => {
    await page.evaluate("location.hash = '#/'")
    await page.getByRole('tab').first().click()
    const places = () =>
      page.evaluate<number[]>(
        "[...document.querySelectorAll('[role=tab]')].map((tab) => tab.getBoundingClientRect().left)",
      )
    const before = await places()
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      expect(await tab.getAttribute('aria-selected')).toBe('true')
      expect(await places()).toEqual(before)
    }
    await page.getByRole('tab').first().click()
    await openAnna()
  })

  it('count what moves, also right after a click', async () => {
    await openAnna()
    await page.keyboard.press('Shift')
    await page.evaluate("document.querySelector('.messages-place').style.marginTop = '40px'")
    expect(await layoutShift(page)).toBeGreaterThan(0)
    await page.evaluate("document.querySelector('.messages-place').style.marginTop = ''")
  })

  it('move nothing for longer than a blink, and nothing at all for whoever wants it so', async () => {
    for (const each of [page, options]) {
      await each.emulateMedia({ reducedMotion: 'no-preference' })
      const moves = await longestMotion(each)
      expect(moves).toBeGreaterThan(0)
      expect(moves).toBeLessThanOrEqual(shortMotion)
      await each.emulateMedia({ reducedMotion: 'reduce' })
      expect(await longestMotion(each)).toBe(0)
    }
  })

  it('are divided by lines that can be seen, for whoever wants more contrast', async () => {
    const header = page.locator('.inbox-header')
    await page.keyboard.press('Escape')
    await header.waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, contrast: 'no-preference' })
      expect(await contrastOfLine(header)).toBeLessThan(seenLine)
      await page.emulateMedia({ colorScheme, contrast: 'more' })
      expect(await contrastOfLine(header)).toBeGreaterThanOrEqual(seenLine)
    }
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
  })

  it('tell what is chosen, where the keyboard is and what the client never sees without any colour of theirs', async () => {
    await openAnna()
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const [note, words] = [page.getByTestId('note').first(), inbox.message('Спасибо!')]
    expect(await lookOf(note)).not.toEqual(await lookOf(words))
    const box = page.getByTestId('composer-input')
    await page.getByTestId('attach').focus()
    const before = await lookOf(box)
    await box.focus()
    expect(await lookOf(box)).not.toEqual(before)
    await page.setViewportSize({ width: 1100, height: 700 })
    const [open, other] = [inbox.row('Анна'), inbox.row('Олег')]
    await open.waitFor()
    expect(await lookOf(open)).not.toEqual(await lookOf(other))
    const tab = (name: string) => page.locator(`#tab-${name}`)
    await page.keyboard.press('Alt+1')
    expect(await lookOf(tab('mine'))).not.toEqual(await lookOf(tab('closed')))
    // What tells nothing looks like its neighbour.
    expect(await lookOf(tab('all'))).toEqual(await lookOf(tab('closed')))
    expect(await lookOf(other)).toEqual(await lookOf(inbox.row('Склад на Садовой')))
  })
})

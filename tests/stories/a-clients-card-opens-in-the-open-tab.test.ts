import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engine } from '../world/browser.ts'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { OnecWindow } from '../world/onec-web-client/onec-window.ts'
import { startWebClient, type WebClient } from '../world/onec-web-client/web-client.ts'
import { inBothThemes } from './screen-check.ts'

const annasCard = {
  ref: 'Справочник.Контрагенты:1d3729cc-b5b3-11f1-9889-6cb31113810c',
  name: 'ООО «Ромашка-Юг»',
  kind: 'counterparty' as const,
  url: 'e1cib/data/Справочник.Контрагенты?ref=98896cb31113810c11f1b5b31d3729cc',
}

describe('a client’s card opens in the open tab', () => {
  let company: Company
  let onec: WebClient
  let inbox: InboxPage
  const browser = () => company.administrator.browser
  const pressOpenIn1c = async () => {
    await inbox.page.bringToFront()
    await inbox.page.getByTestId('open-in-onec').click()
  }
  const tabsAt = (path: string) =>
    browser()
      .context.pages()
      .filter((page) => page.url().startsWith(onec.origin + path))
  const baseIsAt = async (address: string) => {
    const form = (await company.openPart('onec')).getByTestId('base-set-up')
    const field = form.locator('input[type=url]')
    if (!(await field.isVisible())) await form.locator('summary').click()
    await field.fill(address)
    await form.locator('button[type=submit]').click()
    await form.locator('button[type=submit][aria-disabled=true]').waitFor()
  }
  /** The base has named its address: nothing is typed. */
  const allow = async (address: string) => {
    const options = await company.openPart('pages')
    const line = options
      .locator('section')
      .filter({ hasText: 'База «Управление торговлей»' })
      .filter({ hasText: address })
    await line.getByTestId('allow-page').click()
    await line.getByTestId('withdraw-page').waitFor()
    return options
  }
  beforeAll(async () => {
    company = await Company.open()
    onec = await startWebClient()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    await baseIsAt(`${onec.origin}/trade/ru_RU/`)
    company.onec.phoneBook.add(cast.anna.number, annasCard)
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    inbox = new InboxPage(await browser().popup())
    await inbox.showAll()
    await inbox.open(annasCard.name)
    await browser().willAgree('http://localhost/*')
  })
  afterAll(async () => {
    await company?.close()
    await onec?.close()
  })

  it('not before the address is allowed: then a new tab is opened, since nobody knows of the open one', async () => {
    const open = await OnecWindow.open(browser(), `${onec.origin}/trade/ru_RU/`)
    await pressOpenIn1c()
    await expect
      .poll(() => tabsAt('/trade').map((page) => decodeURI(page.url())))
      .toContain(`${onec.origin}/trade/#${annasCard.url}`)
    expect(decodeURI(open.page.url())).not.toContain(annasCard.url)
    await Promise.all(tabsAt('/trade').map((page) => page.close()))
  })

  it('where the web client reacts to its link', async () => {
    await inBothThemes(await allow(`${onec.origin}/trade`), 'options-pages-of-base')
    const open = await OnecWindow.open(browser(), `${onec.origin}/trade/ru_RU/`)
    await pressOpenIn1c()
    await expect.poll(() => open.page.locator('#form1_Наименование').textContent()).toBe(annasCard.url)
    await expect.poll(() => open.page.evaluate('document.visibilityState')).toBe('visible')
    expect(tabsAt('/trade')).toHaveLength(1)
    expect(await open.hint()).toBe('')
  })

  it('where it does not react: what to press is said, and the link is at hand', async () => {
    await baseIsAt(`${onec.origin}/deaf`)
    await allow(`${onec.origin}/deaf`)
    await browser().allowClipboard(onec.origin)
    const open = await OnecWindow.open(browser(), `${onec.origin}/deaf/`)
    await pressOpenIn1c()
    await expect.poll(() => open.hint()).toContain('Нажмите Shift+F11 и вставьте ссылку')
    expect(await open.page.evaluate('navigator.clipboard.readText()')).toBe(annasCard.url)
    mkdirSync('.screens', { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await open.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await open.page.screenshot({ path: `.screens/onec-paste-hint-${colorScheme}.png` })
    }
    await open.pressInHint('Закрыть')
    expect(await open.hint()).toBe('')
    expect(tabsAt('/deaf')).toHaveLength(1)
  })

  it('or in a new tab, when the person wants that', async () => {
    // In Firefox each of these tabs has a window of its own, and all of them count as looked at just now.
    if (engine === 'firefox') await Promise.all(tabsAt('/deaf').map((page) => page.close()))
    const open = await OnecWindow.open(browser(), `${onec.origin}/deaf/`)
    await pressOpenIn1c()
    await expect.poll(() => open.hint()).not.toBe('')
    await open.pressInHint('В новой вкладке')
    await expect
      .poll(() => tabsAt('/deaf').map((page) => decodeURI(page.url())))
      .toContain(`${onec.origin}/deaf/#${annasCard.url}`)
  })

  it('nothing else than a link of 1C is opened, whatever a base may send', async () => {
    for (const url of ['javascript:alert(1)', 'https://evil.example/', 'file:///etc/passwd']) {
      const asked = JSON.stringify({ ask: 'openInOnec', args: [`${onec.origin}/trade`, url] })
      const answer = await company.options.evaluate(
        `(globalThis.browser ?? chrome).runtime.sendMessage(${asked}).then(({ answer }) => answer)`,
      )
      expect(answer).toBe('notALink')
    }
    const shown = browser()
      .context.pages()
      .map((page) => page.url())
    expect(shown.filter((url) => /^javascript:|evil|passwd/.test(url))).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { startWebClient, type WebClient } from '../world/onec-web-client/web-client.ts'
import { inChromium } from '../world/only-in-chromium.ts'
import { until } from '../world/until.ts'
import { inBothThemes } from './screen-check.ts'

/**
 * The browser's own menu cannot be clicked without a screen: what is clicked here is the entry's listener in the real worker, with what the browser would hand over. That the entry is
 * there, on which pages, and for what, is asked of the browser.
 */
describe('a selected phone opens the conversation', () => {
  let company: Company
  let onec: WebClient
  const browser = () => company.administrator.browser
  const selectAndClick = (selectionText: string) =>
    browser().inWorker(
      `chrome.tabs.query({ active: true }).then(([tab]) => chrome.contextMenus.onClicked.dispatch(${JSON.stringify({ menuItemId: 'write-in-whatsapp', selectionText })}, tab))`,
    )
  /** The same page in a tab, where its words can be read. */
  const inTab = async (text: string): Promise<Page> => {
    const page = await browser().popup()
    await page.goto(`${page.url()}#/phone/begin/${encodeURIComponent(text)}`)
    return page
  }
  const menuEntry = () =>
    browser().inWorker<string>(
      "new Promise((done) => chrome.contextMenus.update('write-in-whatsapp', {}, () => done(chrome.runtime.lastError?.message ?? 'is there')))",
    )
  beforeAll(async () => {
    company = await Company.open()
    onec = await startWebClient()
    await company.pairPhone()
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    await until(async () => expect(await browser().badge()).toBe('1'))
  })
  afterAll(async () => {
    await company?.close()
    await onec?.close()
  })

  it('there is no such entry before an address of 1C is allowed', async () => {
    expect(await menuEntry()).toContain('Cannot find menu item')
    await browser().willAgree('http://localhost/*')
    const options = await company.openPart('pages')
    await options.getByTestId('page-address').fill(`${onec.origin}/trade`)
    await options.getByTestId('allow-typed').click()
    await expect.poll(menuEntry).toBe('is there')
  })

  inChromium('contextMenu')('of a client who has written: straight to it', async () => {
    await selectAndClick('тел. 8 (916) 123-45-67 доб. 12')
    await expect.poll(() => browser().openPanels()).toEqual([expect.stringMatching(/#\/conversation\//)])
    const page = await inTab('тел. 8 (916) 123-45-67 доб. 12')
    await page.getByTestId('message').filter({ hasText: 'Когда будет отгрузка?' }).waitFor()
    await page.close()
  })

  it('of a stranger: the rule about writing first is told, and nothing is begun', async () => {
    const page = await inTab('+7 926 987-65-43')
    await page.getByText('Писать клиенту первым не разрешено', { exact: false }).waitFor()
    await inBothThemes(page, 'phone-refused')
    await page.close()
  })

  it('of a stranger, when the administrator allows it: a conversation is begun', async () => {
    await company.letWriteFirst()
    const page = await inTab('+7 926 987-65-43')
    await page.getByTestId('composer-input').waitFor()
    const inbox = new InboxPage(page)
    await inbox.reply('Здравствуйте, счёт готов')
    await company.client('ivan').waitForMessage((message) => message.text === 'Здравствуйте, счёт готов')
    await page.close()
  })

  it('two of them: which one is asked', async () => {
    const page = await inTab('8 916 123-45-67, 8 (926) 987-65-43')
    await page.getByText('несколько номеров. Кому написать?', { exact: false }).waitFor()
    await inBothThemes(page, 'phone-which')
    await page.getByTestId('phone-choice').filter({ hasText: '916' }).click()
    await page.getByTestId('message').filter({ hasText: 'Когда будет отгрузка?' }).waitFor()
    await page.close()
  })

  it('none at all: that is said too', async () => {
    const page = await inTab('ООО «Ромашка»')
    await page.getByText('нет номера телефона', { exact: false }).waitFor()
    await page.close()
  })
})

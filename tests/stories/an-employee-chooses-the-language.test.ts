import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../world/browser.ts'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('an employee whose browser speaks Russian chooses English', () => {
  let company: Company
  let olga: Colleague
  let popup: InboxPage
  const anna = () => company.client('anna')
  const title = ({ browser }: Colleague) =>
    browser.inWorker<string>('(chrome.action ?? chrome.browserAction).getTitle({})')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    olga = await company.hire('Ольга')
    await anna().sendText(cast.company.number, 'Когда будет отгрузка?')
  })
  afterAll(() => company?.close())

  it('and reads English at once: in the settings, in an inbox that is open, on the button', async () => {
    await expect.poll(() => title(olga)).toBe('1 чат ждёт вашего ответа')
    popup = new InboxPage(await olga.browser.popup())
    await popup.showAll()
    await popup.open(cast.anna.name)
    await popup.page.getByTestId('composer-input').fill('Завтра мы')

    const settings = await olga.browser.options()
    await settings.goto(olga.browser.address('options.html#/appearance'))
    await settings.getByRole('radio', { name: 'English' }).check()
    await settings.getByRole('heading', { name: 'Appearance' }).waitFor()
    await popup.page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    expect(await languageOf(settings)).toBe('en')
    expect(await languageOf(popup.page)).toBe('en')
    await expect.poll(() => title(olga)).toBe('1 conversation waits for your answer')
    expect(await popup.page.getByTestId('composer-input').inputValue()).toBe('Завтра мы')
  })

  it('and is notified in English', async () => {
    await popup.page.getByTestId('send').click()
    await popup.stageOf('Завтра мы', 'delivered')
    await popup.page.close()
    await olga.browser.inWorker(hearNotifications)
    for (const text of ['Ответьте', 'Пожалуйста']) await anna().sendText(cast.company.number, text)
    await expect.poll(() => olga.browser.inWorker<string>('globalThis.notified.at(-1)')).toMatch(/^2 new messages\n/)
  })

  it('and finds it so after the browser was closed, from the first word on', async () => {
    await olga.browser.close()
    olga.browser = await Browser.open({ profile: olga.browser.profile, language: 'ru' })
    await olga.browser.context.addInitScript(watchTabs)
    await expect.poll(() => title(olga)).toBe('1 conversation waits for your answer')
    popup = new InboxPage(await olga.browser.popup())
    await popup.showAll()
    await popup.row(cast.anna.name).waitFor()
    expect(await tabsSeen(popup.page)).toContain('Closed')
    expect((await tabsSeen(popup.page)).filter((words) => /[а-яё]/i.test(words))).toEqual([])
  })

  it('while her colleague’s browser goes on in Russian', async () => {
    await company.administrator.browser.context.addInitScript(watchTabs)
    const hers = await company.administrator.browser.popup()
    await new InboxPage(hers).showAll()
    expect(await tabsSeen(hers)).toContain('Закрытые')
    expect(await languageOf(hers)).toBe('ru')
    await expect.poll(() => title(company.administrator)).toBe('Никто не ждёт ответа')
  })

  it('and takes it back: then it is as in the browser again', async () => {
    const settings = await olga.browser.options()
    await settings.goto(olga.browser.address('options.html#/appearance'))
    await settings.getByRole('radio', { name: 'Same as the browser' }).check()
    await settings.getByRole('heading', { name: 'Вид' }).waitFor()
    await popup.page.getByRole('tab', { name: 'Закрытые' }).waitFor()
    await expect.poll(() => title(olga)).toBe('1 чат ждёт вашего ответа')
  })
})

const languageOf = (page: Page): Promise<string> => page.evaluate<string>('document.documentElement.lang')

/** Every word that ever stood on a tab of the list, however shortly. Firefox takes no script beforehand into a page of an extension: there it is what stands there now. */
const watchTabs = `
  globalThis.tabsSeen = new Set()
  new MutationObserver(() => {
    for (const tab of document.querySelectorAll('[role=tab]')) tabsSeen.add(tab.textContent)
  }).observe(document, { subtree: true, childList: true, characterData: true })
`
const tabsSeen = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    '[...(globalThis.tabsSeen ?? [...document.querySelectorAll("[role=tab]")].map((tab) => tab.textContent))]',
  )

/** The browser tells only the ids of what it shows, not the words. Firefox's background is a page, and another one asks. */
const hearNotifications = `(async () => {
  const background = (await chrome.runtime.getBackgroundPage?.()) ?? globalThis
  const { notifications } = background.browser ?? chrome
  const create = notifications.create.bind(notifications)
  globalThis.notified = []
  notifications.create = (id, notice) => {
    notified.push(notice.message)
    return create(id, notice)
  }
})()`

import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, engine } from '../world/browser.ts'
import { cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { scanFromScreenshot } from '../world/whatsapp/scan-from-screenshot.ts'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'
import { inBothThemes } from './screen-check.ts'

/** What a person may wait for on the way, all in all. */
const twoMinutes = 120_000

describe('a new person', () => {
  let [whatsapp, relay, browser, colleague]: [WhatsAppStandIn?, RelayProcess?, Browser?, Browser?] = []
  let start: Page
  let code = ''
  const startedAt = performance.now()
  let [clicks, looking] = [0, 0]
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('It has not been started.')
    return part
  }
  const step = (name: string) => start.locator(`[data-step=${name}]`)
  const isNow = (name: string) => start.locator(`[data-step=${name}][data-state=now]`).waitFor()
  const press = async (button: Locator) => {
    clicks += 1
    await button.click()
  }
  /** Pictures are taken for us: the person does not wait for them. */
  const picture = async (name: string) => {
    const before = performance.now()
    if (engine === 'chromium') await inBothThemes(start, `start-${name}`)
    looking += performance.now() - before
  }
  const client = () => there(whatsapp).client(cast.anna.number, { name: cast.anna.name })

  beforeAll(async () => {
    silenceLibsignal()
    whatsapp = await startWhatsApp()
    relay = await RelayProcess.start({ whatsapp })
  })
  afterAll(async () => {
    await Promise.all([browser?.discard(), colleague?.discard()])
    await relay?.stop()
    await whatsapp?.close()
  })

  it('is met by the first steps when the extension has been installed, and is asked for the relay’s address first', async () => {
    browser = await Browser.open({ language: 'ru', firstRun: true })
    start = await browser.firstRun()
    await isNow('address')
    expect(await start.title()).toContain('Первые шаги')
    await picture('address')
    await start.getByTestId('relay-address').fill(there(relay).address)
    await press(start.getByTestId('relay-connect'))
    await isNow('signIn')
  })

  it('is asked for the setup code alone, and becomes the first administrator: the number’s code is on the screen at once', async () => {
    await start.getByTestId('setup-code').waitFor()
    expect(await start.getByTestId('invitation-code').count()).toBe(0)
    await expect.poll(() => start.locator(':focus').getAttribute('data-testid')).toBe('setup-code')
    await picture('sign-in')
    await start.getByTestId('setup-code').fill(there(relay).setupCode ?? '')
    await start.getByTestId('setup-name').fill('Мария')
    await press(start.getByTestId('setup-submit'))
    await isNow('number')
    await start.getByTestId('qr').waitFor()
    await picture('number')
  })

  it('comes back to the same step after leaving, also from «Реле и вход»', async () => {
    await start.reload()
    await isNow('number')
    await start.getByRole('link', { name: 'Все настройки' }).click()
    await start.getByRole('link', { name: 'Продолжить' }).click()
    await isNow('number')
  })

  it('pairs the number there', async () => {
    await start.getByTestId('qr').scrollIntoViewIfNeeded()
    const phone = there(whatsapp).phone(cast.company.number, { name: cast.company.name })
    await phone.scan(scanFromScreenshot(await start.screenshot()))
    await isNow('colleague')
  })

  it('invites a colleague, whose code stays until it was read; 1C may wait', async () => {
    await start.getByTestId('invite-name').fill('Ольга Иванова')
    await press(start.getByTestId('invite-submit'))
    code = (await start.getByTestId('invite-code').textContent())?.trim() ?? ''
    await isNow('colleague')
    await picture('colleague')
    await press(step('colleague').getByTestId('go-on'))
    await isNow('onec')
    await picture('onec')
    await press(step('onec').getByTestId('go-on'))
    await isNow('message')
    expect(await step('onec').getAttribute('data-state')).toBe('passed')
    await picture('message')
  })

  it('is told when the first client has written, and opens the panel right there', async () => {
    await client().sendText(cast.company.number, 'Здравствуйте! Вы работаете в субботу?')
    await isNow('answer')
    await start.getByText('отправитель — Анна Петрова').waitFor()
    await picture('answer')
    await press(start.getByTestId('open-panel'))
    if (engine === 'chromium') await expect.poll(() => there(browser).openPanels()).not.toEqual([])
  })

  it('answers, and is told that all is done, within two minutes of waiting', async () => {
    const inbox = new InboxPage(await there(browser).popup())
    await inbox.page.keyboard.press('Alt+2')
    await inbox.open(cast.anna.name)
    await inbox.reply('Да, с десяти до шести.')
    await client().waitForMessage(({ text }) => text === 'Да, с десяти до шести.')
    await start.getByTestId('first-run-finished').waitFor()
    const waited = performance.now() - startedAt - looking
    console.info(`first answer: ${clicks} clicks on the first steps, ${(waited / 1000).toFixed(1)} s`)
    expect(waited).toBeLessThan(twoMinutes)
    await picture('finished')
    await start.getByRole('link', { name: 'Все настройки' }).click()
    await start.getByTestId('link-state').waitFor()
    expect(await start.getByRole('link', { name: 'Продолжить' }).count()).toBe(0)
  })

  it('who was invited pastes what he was sent, signs in with it, and is shown where the panel is: nothing else', async () => {
    colleague = await Browser.open({ language: 'ru', firstRun: true })
    start = await colleague.firstRun()
    const sent = `Адрес реле: ${there(relay).address} Код приглашения: ${code}`
    await start.getByTestId('relay-address').fill(sent)
    await start.getByTestId('relay-connect').click()
    await start.getByTestId('sign-in').waitFor()
    expect(await start.getByTestId('invitation-code').inputValue()).toBe(code)
    expect(await start.getByTestId('setup-code').count()).toBe(0)
    await start.getByTestId('sign-in').click()
    await start.locator('[data-step=signIn][data-state=done]').waitFor()
    expect(await start.getByTestId('first-step').count()).toBe(3)
    if (engine === 'chromium') await isNow('panel')
    await picture('employee')
    await start.getByTestId('open-panel').click()
    await start.getByTestId('first-run-finished').waitFor()
  })
})

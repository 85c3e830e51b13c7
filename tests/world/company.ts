import type { Page } from 'playwright-core'
import { Browser } from './browser.ts'
import type { Onec } from './onec/onec.ts'
import { type OnecOptions, startOnec } from './onec/start-onec.ts'
import { RelayProcess } from './relay-process.ts'
import { signInBrowser, signUpAdministrator } from './sign-in.ts'
import type { Client } from './whatsapp/client.ts'
import type { Phone } from './whatsapp/phone.ts'
import { scanFromScreenshot } from './whatsapp/scan-from-screenshot.ts'
import { silenceLibsignal } from './whatsapp/silence-libsignal.ts'
import { startWhatsApp, type WhatsAppStandIn } from './whatsapp/whatsapp.ts'

/** The cast of every story. */
export const cast = {
  company: { number: '+74951234567', name: 'Ромашка' },
  anna: { number: '+79161234567', name: 'Анна Петрова' },
  ivan: { number: '+79269876543', name: 'Иван Смирнов' },
} as const

/** Somebody of the company in front of his own browser. */
export interface Colleague {
  name: string
  browser: Browser
}

export interface CompanyOptions {
  databaseUrl?: string
  verbose?: boolean
  extension?: string
  language?: 'ru' | 'en' | undefined
  headless?: boolean
  microphone?: boolean
}

/**
 * The whole product, real: relay in its own process, WhatsApp stand-in over the real protocol, 1C stand-in over HTTP, the built extension in
 * Chromium. What people do is done through the screens.
 */
export class Company {
  #onec: Onec | undefined
  readonly #colleagues: Colleague[] = []

  private constructor(
    readonly whatsapp: WhatsAppStandIn,
    readonly relay: RelayProcess,
    readonly administrator: Colleague,
    readonly options: Page,
    private readonly settings: CompanyOptions,
  ) {
    this.#colleagues.push(administrator)
  }

  /** Starts everything and makes the first administrator with the setup code. */
  static async open(given: CompanyOptions = {}): Promise<Company> {
    const settings = { language: 'ru' as const, ...given }
    // The clients of the stand-in live in this process, and libsignal would print their keys.
    silenceLibsignal()
    const whatsapp = await startWhatsApp()
    const relay = await RelayProcess.start({ whatsapp, ...settings })
    const browser = await Browser.open(settings)
    const options = await browser.options()
    await signUpAdministrator(options, relay.address, relay.setupCode ?? '', 'Мария')
    return new Company(whatsapp, relay, { name: 'Мария', browser }, options, settings)
  }

  get phone(): Phone {
    return this.whatsapp.phone(cast.company.number, { name: cast.company.name })
  }

  client(who: 'anna' | 'ivan'): Client {
    return this.whatsapp.client(cast[who].number, { name: cast[who].name })
  }

  get onec(): Onec {
    if (!this.#onec) throw new Error('No base is linked: call linkOnec first.')
    return this.#onec
  }

  async openPart(
    part:
      | 'access'
      | 'channels'
      | 'synchronisation'
      | 'onec'
      | 'queue'
      | 'employees'
      | 'routes'
      | 'pages'
      | 'quickReplies'
      | 'appearance',
  ): Promise<Page> {
    await this.options.goto(this.administrator.browser.address(`options.html#/${part}`))
    return this.options
  }

  /** The company's phone scans the code that it sees on the options page. */
  async pairPhone(): Promise<void> {
    const page = await this.openPart('channels')
    await page.getByTestId('qr').waitFor()
    await this.phone.scan(scanFromScreenshot(await page.screenshot()))
    await page.locator('[data-testid=channel-state][data-state=online]').first().waitFor()
  }

  /** The administrator allows employees to write to people who have never written. */
  async letWriteFirst(): Promise<void> {
    const page = await this.openPart('channels')
    await page.getByText('Настройки номера').first().click()
    await page.getByText('Разрешить отправлять сообщения первыми').click()
    await page.getByRole('button', { name: 'Сохранить' }).first().click()
    await page.getByText('Сохранено').first().waitFor()
  }

  /** The administrator links a 1C base and its specialist enters the token there. */
  async linkOnec(options: Omit<OnecOptions, 'relay'> = {}): Promise<Onec> {
    const page = await this.openPart('onec')
    await page.getByTestId('base-name').fill('Управление торговлей')
    await page.getByTestId('base-link').click()
    const token = await oneTimeText(page, 'base-token')
    this.#onec = await startOnec({ relay: { url: this.relay.address, token }, ...options })
    return this.#onec
  }

  /** The administrator invites somebody, who signs in in a browser of his own. */
  async hire(
    name: string,
    rights: { reply: boolean; inQueue: boolean } = { reply: true, inQueue: true },
  ): Promise<Colleague> {
    const page = await this.openPart('employees')
    const form = page.locator('form').filter({ has: page.getByTestId('invite-name') })
    await form.getByTestId('invite-name').fill(name)
    if (!rights.reply) await form.getByRole('checkbox', { name: 'отвечает' }).uncheck()
    if (!rights.inQueue) await form.getByRole('checkbox', { name: 'в очереди' }).uncheck()
    await form.getByTestId('invite-submit').click()
    await page.getByText(`Код приглашения: ${name}`).waitFor()
    return await this.#enters(name, await oneTimeText(page, 'invite-code'))
  }

  /** Somebody who is in the list, because 1C has sent him or for a second computer of his, signs in with a code that the administrator hands out. */
  async handCodeTo(name: string): Promise<Colleague> {
    const page = await this.openPart('employees')
    await page.reload()
    await page.getByTestId('employee').filter({ hasText: name }).getByRole('button', { name: codeButton }).click()
    await page.getByText(`Код приглашения: ${name}`).waitFor()
    return await this.#enters(name, await oneTimeText(page, 'invite-code'))
  }

  async #enters(name: string, code: string): Promise<Colleague> {
    const colleague = await this.newColleague(name)
    const own = await colleague.browser.options()
    await signInBrowser(own, this.relay.address, code)
    await own.close()
    return colleague
  }

  /** Somebody in front of a fresh browser, who has not signed in. */
  async newColleague(name: string): Promise<Colleague> {
    const colleague = { name, browser: await Browser.open(this.settings) }
    this.#colleagues.push(colleague)
    return colleague
  }

  async close(): Promise<void> {
    await Promise.all(this.#colleagues.map(({ browser }) => browser.discard().catch(() => undefined)))
    await this.#onec?.close()
    await this.relay.stop()
    await this.whatsapp.close()
  }
}

/** For whom 1C has sent, and for whom the administrator has invited. */
const codeButton = /^(Код для входа|Новый код)$/

/** The text of something that is shown once. */
async function oneTimeText(page: Page, testId: string): Promise<string> {
  const place = page.getByTestId(testId)
  await place.waitFor()
  return (await place.textContent())?.trim() ?? ''
}

import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

/** All are kept aside; `npm run screens` renews those of the README too. */
const folder = '.screens'
const readmeFolder = process.env.README_SCREENS_TO
const ofReadme = ['popup-list-light', 'popup-conversation-light', 'popup-conversation-dark', 'options-pairing-light']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('the screens', () => {
  let company: Company
  let inbox: InboxPage
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    company = await Company.open()
  })
  afterAll(() => company?.close())

  it('of pairing', async () => {
    const page = await company.openPart('channels')
    await page.getByTestId('qr').waitFor()
    await inBothThemes(page, 'options-pairing')
    await company.pairPhone()
    await inBothThemes(page, 'options-number')
  })

  it('of the 1C base', async () => {
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    await inBothThemes(company.options, 'options-onec')
  })

  it.each(['synchronisation', 'employees', 'access', 'appearance'] as const)('of the part «%s»', async (part) => {
    await inBothThemes(await company.openPart(part), `options-${part}`)
  })

  it('of the list', async () => {
    await company
      .client('ivan')
      .sendText(cast.company.number, 'Счёт пришлите, пожалуйста, вместе с доставкой до склада')
    await company.client('anna').sendText(cast.company.number, 'Здравствуйте! Заказ № 1284 ещё не приехал.')
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.page.keyboard.press('Alt+2')
    await inbox.row(cast.ivan.name).waitFor()
    await expect.poll(() => inbox.row(cast.anna.name).textContent()).toContain('Когда будет отгрузка?')
    await inBothThemes(inbox.page, 'popup-list')
  })

  it('of the conversation: an answer that was read, one that 1C has refused, one on its way', async () => {
    await inbox.open(cast.anna.name)
    await inbox.reply('Добрый день, Анна! Отгружаем завтра до обеда.')
    const got = await company
      .client('anna')
      .waitForMessage((message) => message.text?.startsWith('Добрый день') === true)
    company.client('anna').markRead(got.id)
    await inbox.stageOf('Добрый день', 'read')
    company.onec.change({ replies: 'refuse', refusalReason: 'Скидка больше 10 % — только с согласия руководителя' })
    await inbox.reply('За ожидание сделаем скидку 20 %.')
    await inbox.stageOf('скидку 20', 'rejected')
    company.onec.change({ replies: 'hold' })
    await inbox.reply('Документы пришлю, как машина выедет.')
    await inbox.stageOf('Документы пришлю', 'collected')
    await inBothThemes(inbox.page, 'popup-conversation')
  })
})

/** A picture of the page in each theme; axe must find nothing, and nothing may be cut off at the side. */
async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const picture = `${name}-${colorScheme}`
    await page.screenshot({ path: `${folder}/${picture}.png` })
    if (readmeFolder && ofReadme.includes(picture))
      copyFileSync(`${folder}/${picture}.png`, `${readmeFolder}/${picture}.png`)
    expect(await violations(page), `${name}, ${colorScheme}`).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
  }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return await page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html).join(" | ")))',
  )
}

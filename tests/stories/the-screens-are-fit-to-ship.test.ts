import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const annasCard = 'e1cib/data/Справочник.КонтактныеЛица?ref=98896cb31113810c11f1b5b31d3729cc'

describe('the screens', () => {
  let company: Company
  let inbox: InboxPage
  beforeAll(async () => {
    company = await Company.open()
  })
  afterAll(() => company?.close())

  it('of a browser in which nobody has signed in', async () => {
    const { browser } = await company.newColleague('Ольга Иванова')
    const page = await browser.options()
    await page.getByTestId('relay-address').fill(company.relay.address)
    await page.getByTestId('relay-connect').click()
    await page.getByTestId('invitation-code').waitFor()
    await inBothThemes(page, 'options-sign-in')
  })

  it('of pairing', async () => {
    const page = await company.openPart('channels')
    await page.getByTestId('qr').waitFor()
    await inBothThemes(page, 'options-pairing')
    await company.pairPhone()
    await inBothThemes(page, 'options-number')
  })

  it('of the 1C base', async () => {
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    await inBothThemes(company.options, 'options-onec-key')
    const { users, templates, phoneBook } = company.onec
    const olga = users.join({ name: 'Ольга Иванова', login: 'Иванова' })
    users.join({ name: 'Сергей Орлов', login: 'Орлов', rights: ['read', 'reply', 'supervise'], queue: false })
    templates.are([{ templateId: 't1', name: 'Реквизиты', text: 'Наши реквизиты: ИНН 7701234567' }])
    phoneBook.add(cast.anna.number, { ref: 'К:1', name: cast.anna.name, kind: 'person', userId: olga, url: annasCard })
    await company.onec.run()
    const form = company.options.getByTestId('base-set-up')
    await form.locator('summary').click()
    await form.locator('input[type=url]').fill('https://1c.example.ru/trade')
    await form.getByRole('button', { name: 'Сохранить' }).click()
    await form.locator('button[type=submit][aria-disabled=true]').waitFor()
    await company.options.reload()
    await company.options.getByText('Передала: сотрудников — 2, шаблонов — 1').waitFor()
    await company.options.getByTestId('base-set-up').locator('summary').click()
    await company.options.setViewportSize({ width: 1280, height: 1010 })
    await inBothThemes(company.options, 'options-onec')
    await company.options.setViewportSize({ width: 1280, height: 800 })
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

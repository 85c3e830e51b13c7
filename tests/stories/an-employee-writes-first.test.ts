import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('an employee writes to somebody who has never written', () => {
  let company: Company
  let inbox: InboxPage
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    inbox = new InboxPage(await company.administrator.browser.popup())
  })
  afterAll(() => company?.close())

  async function allow(newConversationsPerDay: string): Promise<void> {
    const options = await company.openPart('channels')
    await options.bringToFront()
    const form = options.locator('details').filter({ has: options.getByTestId('save-channel-settings') })
    if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click()
    const tick = form.getByRole('checkbox', { name: 'Разрешить отправлять сообщения первыми' })
    if (!(await tick.isChecked())) await tick.check()
    await form.getByLabel('Новых диалогов в день').fill(newConversationsPerDay)
    await form.getByTestId('save-channel-settings').click()
    await form.getByText('Сохранено').waitFor()
    await inbox.page.bringToFront()
  }
  async function typePhone(phone: string): Promise<void> {
    await inbox.page.getByTestId('search').fill(phone)
    await inbox.page.getByTestId('write-first').first().click()
  }

  it('and is told that the administrator has to allow it, while he has not', async () => {
    // On WhatsApp, but never heard of here.
    company.client('ivan')
    await typePhone('8 (926) 987-65-43')
    await inbox.page.getByText('Писать клиенту первым не разрешено', { exact: false }).waitFor()
    expect(await inbox.page.getByTestId('composer-input').count()).toBe(0)
  })

  it('and is offered it for a phone only, not for other digits that he looks for', async () => {
    await inbox.page.getByTestId('search').fill('заказ 12345')
    await expect.poll(() => inbox.page.getByTestId('write-first').count()).toBe(0)
    await inbox.page.getByTestId('search').fill('+7 926 987-65-43')
    await inbox.page.getByTestId('write-first').waitFor()
  })

  it('and the client gets it, once it is allowed', async () => {
    await allow('1')
    await typePhone('8 (926) 987-65-43')
    await inbox.page.getByTestId('composer-input').waitFor()
    await inbox.reply('Ваш заказ готов')
    await company.client('ivan').waitForMessage((message) => message.text === 'Ваш заказ готов')
    await inbox.stageOf('Ваш заказ готов', 'delivered')
  })

  it('and sees that the day is used up, and when it will leave', async () => {
    company.client('anna')
    await inbox.page.keyboard.press('Escape')
    await inbox.page.getByTestId('search').fill('+7 916 123-45-67')
    await inbox.page.getByText('на сегодня новые диалоги закончились').waitFor()
    await inbox.page.getByTestId('write-first').first().click()
    await inbox.page.getByTestId('composer-input').waitFor()
    await inbox.reply('Здравствуйте, Анна')
    await expect.poll(() => inbox.strip('Здравствуйте, Анна')).toContain('Лимит новых диалогов на сегодня (1) исчерпан')
    expect(company.client('anna').received).toEqual([])
    await allow('5')
    await company.client('anna').waitForMessage((message) => message.text === 'Здравствуйте, Анна')
  })

  it('and what he writes while WhatsApp refuses the number waits, says so, and leaves when it is back', async () => {
    const device = company.whatsapp.companion(cast.company.number)
    device.refuseLogins('503')
    device.dropConnection()
    await inbox.reply('Вы ещё тут?')
    await expect.poll(() => inbox.strip('Вы ещё тут?')).toContain('Нет связи с WhatsApp')
    expect(company.client('anna').received.map(({ text }) => text)).not.toContain('Вы ещё тут?')
    device.allowLogins()
    await company.client('anna').waitForMessage((message) => message.text === 'Вы ещё тут?')
    await inbox.stageOf('Вы ещё тут?', 'delivered')
  })
})

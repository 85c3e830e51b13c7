import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import type { Phone } from '../world/whatsapp/phone.ts'

const serviceNumber = '+74957654321'

describe('a company has two numbers', () => {
  let company: Company
  let options: Page
  let service: Phone
  const card = (title: string) => options.getByTestId('channel').filter({ hasText: title })
  const stateOf = (title: string) => card(title).getByTestId('channel-state').first().getAttribute('data-state')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    service = company.whatsapp.phone(serviceNumber, { name: 'Сервис' })
    options = await company.openPart('channels')
  })
  afterAll(() => company?.close())

  it('the second is added, and paired by a code that is typed on a phone without a camera', async () => {
    await options.getByTestId('channel-name').fill('Сервисный центр')
    await options.getByTestId('channel-add').click()
    await card('Сервисный центр').waitFor()
    const begin = card('Сервисный центр').getByTestId('start-pairing')
    if (await begin.count()) await begin.click()
    await card('Сервисный центр').getByTestId('pair-by-phone').click()
    await card('Сервисный центр').getByTestId('pairing-phone').fill('8 (495) 765-43-21')
    await card('Сервисный центр').getByTestId('get-phone-code').click()
    const shown = card('Сервисный центр').getByTestId('phone-code')
    await shown.waitFor()
    const code = (await shown.textContent()) ?? ''
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    await service.typeCode(code.replace('-', ''))
    await expect.poll(() => stateOf('Сервисный центр')).toBe('online')
    await card('Сервисный центр').getByText('+7 495 765-43-21').waitFor()
  })

  it('each conversation stands under the number to which the client wrote', async () => {
    await company.client('anna').sendText(cast.company.number, 'В отдел продаж')
    await company.client('ivan').sendText(serviceNumber, 'В сервис')
    const inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.ivan.name).getByText('Сервисный центр').waitFor()
    expect(await inbox.row(cast.anna.name).getByText('Сервисный центр').count()).toBe(0)
    await inbox.open(cast.ivan.name)
    await inbox.reply('Сервис слушает')
    const got = await company.client('ivan').waitForMessage((message) => message.text === 'Сервис слушает')
    expect(got.text).toBe('Сервис слушает')
    await inbox.stageOf('Сервис слушает', 'delivered')
  })

  it('one that was unlinked alerts the administrator once, and does not disturb the other', async () => {
    service.unlink()
    await expect.poll(() => stateOf('Сервисный центр')).toBe('unlinked')
    const alerts = async () =>
      (await company.administrator.browser.notifications()).filter((id) => id.startsWith('alert:'))
    await expect.poll(alerts).toHaveLength(1)
    const inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.page.getByText('Сервисный центр: Телефон отвязал панель', { exact: false }).waitFor()
    await company.client('anna').sendText(cast.company.number, 'А продажи работают?')
    await inbox.showAll()
    await expect.poll(() => inbox.row(cast.anna.name).textContent()).toContain('А продажи работают?')
  })

  it('is named anew, moved up and removed; its conversations stay', async () => {
    // A page behind another one draws once a second, and each click would wait for it.
    await options.bringToFront()
    await card('Сервисный центр').getByRole('button', { name: 'Переименовать' }).click()
    await card('Сохранить').getByLabel('Название номера').first().fill('Ремонт')
    await card('Сохранить').getByRole('button', { name: 'Сохранить' }).first().click()
    await card('Ремонт').getByRole('button', { name: 'Выше: Ремонт' }).click()
    await expect.poll(() => options.getByTestId('channel').first().textContent()).toContain('Ремонт')
    await card('Ремонт').getByRole('button', { name: 'Удалить номер' }).click()
    await card('Ремонт').getByRole('button', { name: 'Да, удалить' }).click()
    await expect.poll(() => options.getByTestId('channel').count()).toBe(1)
    const inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.ivan.name).waitFor()
  })
})

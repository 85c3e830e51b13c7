import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const templates = [
  {
    templateId: 't1',
    name: 'Приветствие',
    text: 'Здравствуйте, {client.name}! Меня зовут {employee.name}.',
    fields: ['{client.name}', '{employee.name}'],
  },
  { templateId: 't2', name: 'Реквизиты', text: 'Наши реквизиты: ИНН 7701234567' },
  {
    templateId: 't3',
    name: 'Заказ готов',
    text: 'Заказ {order.number} готов, ждём вас.',
    fields: ['{order.number}'],
  },
]

describe('a template is filled in from the client’s card', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const box = () => inbox.page.getByTestId('composer-input')
  const offered = () => inbox.page.getByTestId('template')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    company.onec.phoneBook.add(cast.anna.number, {
      ref: 'Справочник.Контрагенты:1',
      name: 'Анна Сергеевна',
      kind: 'person',
    })
    company.onec.templates.are(templates)
    await anna().sendText(cast.company.number, 'Добрый день')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    // In 1C she has another name than in WhatsApp.
    await inbox.page.getByTestId('conversation-row').first().click()
    await company.onec.until(() => company.onec.effects().some(({ kind }) => kind === 'message'))
    await inbox.page.getByTestId('templates-open').waitFor()
    await inbox.page.getByRole('heading', { name: 'Анна Сергеевна' }).waitFor()
  })
  afterAll(() => company?.close())

  it('which a slash finds as one types, and Enter takes', async () => {
    await box().pressSequentially('/')
    await expect.poll(() => offered().count()).toBe(3)
    await inBothThemes(inbox.page, 'popup-templates')
    await box().pressSequentially('прив')
    await expect.poll(() => offered().count()).toBe(1)
    await box().press('Enter')
    await expect.poll(() => box().inputValue()).toBe('Здравствуйте, Анна Сергеевна! Меня зовут Мария.')
    await box().press('Enter')
    await anna().waitForMessage((message) => message.text === 'Здравствуйте, Анна Сергеевна! Меня зовут Мария.')
  })

  it('which the arrows walk and Esc leaves, without leaving the conversation', async () => {
    await box().pressSequentially('/')
    await box().press('ArrowDown')
    await expect.poll(() => offered().nth(1).getAttribute('aria-selected')).toBe('true')
    await box().press('Escape')
    await expect.poll(() => offered().count()).toBe(0)
    expect(await box().inputValue()).toBe('/')
    await box().fill('')
  })

  it('and what could not be filled in stands out and does not leave', async () => {
    await inbox.page.getByTestId('templates-open').click()
    await offered().filter({ hasText: 'Заказ готов' }).click()
    await inbox.page.getByTestId('unfilled').getByText('order.number').waitFor()
    await box().press('Enter')
    expect(await box().inputValue()).toBe('Заказ {order.number?} готов, ждём вас.')
    await inBothThemes(inbox.page, 'popup-template-unfilled')
    // The place is chosen: typing takes its room.
    await inbox.page.getByTestId('unfilled').getByRole('button').click()
    await box().pressSequentially('№ 7')
    await expect.poll(() => inbox.page.getByTestId('unfilled').count()).toBe(0)
    await box().press('Enter')
    await anna().waitForMessage((message) => message.text === 'Заказ № 7 готов, ждём вас.')
    expect(anna().received.some(({ text }) => text?.includes('{'))).toBe(false)
  })

  it('and goes when 1C no longer has it', async () => {
    company.onec.templates.are(templates.slice(1, 2))
    await company.onec.run()
    await box().pressSequentially('/')
    await expect.poll(() => offered().count()).toBe(1)
    await box().fill('')
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

const day = 86_400_000

describe('the phone’s conversations come along when it is linked', () => {
  let company: Company
  let options: Page
  let inbox: InboxPage
  const notifications = async () =>
    (await company.administrator.browser.notifications()).filter((id) => !id.startsWith('alert:'))
  const unread = () => inbox.page.getByText('непрочитанн', { exact: false }).count()
  beforeAll(async () => {
    company = await Company.open()
    const now = Date.now()
    const annas = {
      client: cast.anna.number,
      name: cast.anna.name,
      messages: [
        { text: 'Двадцать дней назад', at: now - 20 * day },
        { text: 'Когда отгрузка?', at: now - 2 * day },
        { text: 'Завтра', fromMe: true, at: now - day },
      ],
    }
    const ivans = { client: cast.ivan.number, name: cast.ivan.name, messages: [{ text: 'Счёт?', at: now - 3 * day }] }
    company.phone.remember(
      { conversations: [annas], progress: 40 },
      { conversations: [ivans], progress: 60, type: 'recent' },
    )
    options = await company.openPart('channels')
  })
  afterAll(() => company?.close())

  it('for as many days as was chosen beside the code, with its progress shown', async () => {
    await options.getByTestId('history-choice').first().getByText('7 дней').click()
    await company.pairPhone()
    await options.getByTestId('history-progress').getByText('60 %', { exact: false }).waitFor()
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.ivan.name).getByText('Счёт?').waitFor()
    await inbox.open(cast.anna.name)
    await inbox.message('Завтра').getByText('с телефона').waitFor()
    await inbox.message('Когда отгрузка?').waitFor()
    expect(await inbox.message('Двадцать дней назад').count()).toBe(0)
  })

  it('and nobody is notified, nothing is unread, nobody waits', async () => {
    await inbox.page.keyboard.press('Escape')
    await inbox.row(cast.ivan.name).waitFor()
    expect(await unread()).toBe(0)
    expect(await company.administrator.browser.badge()).toBe('')
    expect(await notifications()).toEqual([])
  })

  it('but a message of now is told as ever', async () => {
    await company.client('ivan').sendText(cast.company.number, 'Пишу сейчас')
    await expect.poll(() => company.administrator.browser.badge()).toBe('1')
    await expect.poll(notifications).toHaveLength(1)
    await expect.poll(() => inbox.row(cast.ivan.name).textContent()).toContain('1 непрочитанное сообщение')
  })
})

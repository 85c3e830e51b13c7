import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('the client’s manager becomes the owner', () => {
  let company: Company
  let olga: Colleague
  let petr: Colleague
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    const olgasId = company.onec.users.join({ name: 'Ольга Иванова', login: 'olga', queue: false })
    company.onec.users.join({ name: 'Пётр Сидоров', login: 'petr', queue: true })
    await company.onec.run()
    const card = { ref: 'Справочник.Контрагенты:1', name: 'ООО «Ромашка-Юг»', kind: 'counterparty' as const }
    company.onec.phoneBook.add(cast.anna.number, { ...card, userId: olgasId })
    olga = await company.handCodeTo('Ольга Иванова')
    petr = await company.handCodeTo('Пётр Сидоров')
    const page = await company.openPart('onec')
    await page.getByTestId('base-set-up').locator('summary').click()
    await page.getByRole('checkbox', { name: /Ответственный|ответственн/ }).check()
    await page.getByTestId('base-set-up').getByRole('button', { name: 'Сохранить' }).click()
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
  })
  afterAll(() => company?.close())

  it('of a new conversation: she is notified though she is not in the queue, and whoever is in it is left in peace', async () => {
    await expect.poll(() => olga.browser.notifications()).toHaveLength(1)
    const inbox = new InboxPage(await olga.browser.popup())
    await inbox.row('Ромашка-Юг').click()
    await inbox.page.getByText('В работе у вас — клиент ждёт ответа').waitFor()
    expect(await inbox.page.getByTestId('client').textContent()).toContain('Ответственный — вы')
    await expect.poll(() => petr.browser.notifications()).toEqual([])
  })

  it('and not of one whose client is unknown in 1C: it waits in the queue', async () => {
    await company.client('ivan').sendText(cast.company.number, 'Добрый день')
    await expect.poll(() => petr.browser.notifications()).toHaveLength(1)
    const inbox = new InboxPage(await petr.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.ivan.name).click()
    await inbox.page.getByText('В очереди — ответьте, и чат станет вашим').waitFor()
  })
})

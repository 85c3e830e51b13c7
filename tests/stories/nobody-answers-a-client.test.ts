import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { until } from '../world/until.ts'

const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000

/** Anna has waited for twenty minutes, Ivan has just written. What the company calls too long is set shorter step by step: nobody need wait for it. */
describe('nobody answers a client', () => {
  let company: Company
  let pavel: Colleague
  let svetlana: Colleague

  const alertAfter = async (limits: { others: number; supervisors: number }) => {
    const page = await company.openPart('queue')
    await page.getByLabel('Остальных через, минут').fill(String(limits.others))
    await page.getByLabel('Старших через, минут').fill(String(limits.supervisors))
    await page.getByRole('button', { name: 'Сохранить' }).click()
    await page.getByText('Сохранено').waitFor()
  }

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    pavel = await company.hire('Павел', { reply: true, inQueue: false })
    svetlana = await company.hire('Светлана', { reply: false, inQueue: false })
    const employees = await company.openPart('employees')
    const line = employees.getByTestId('employee').filter({ hasText: 'Светлана' })
    await line.getByRole('checkbox', { name: 'видит все чаты' }).click()
    await line.getByRole('checkbox', { name: 'видит все чаты', checked: true }).waitFor()
    const page = await company.openPart('queue')
    await page.getByLabel('С', { exact: true }).fill('00:00')
    await page.getByLabel('До', { exact: true }).fill('00:00')
    for (const day of ['сб', 'вс']) await page.getByRole('button', { name: day }).click()
    await alertAfter({ others: 60, supervisors: 90 })
    const anna = company.client('anna')
    await anna.sendOldText(cast.company.number, 'Где мой заказ?', minutesAgo(20))
    await company.client('ivan').sendText(cast.company.number, 'Добрый день')
    await until(async () => expect(await company.administrator.browser.badge()).toBe('2'))
  }, 240_000)
  afterAll(() => company?.close())

  it('and it is not too long yet: who does not stand in the queue is left in peace', async () => {
    const inbox = new InboxPage(await pavel.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.anna.name).waitFor()
    await inbox.row(cast.ivan.name).waitFor()
    expect([await pavel.browser.badge(), await svetlana.browser.badge()]).toEqual(['', ''])
  })

  it('for too long: everybody who answers is alerted of him, and of nobody who has just written', async () => {
    await alertAfter({ others: 15, supervisors: 90 })
    await expect.poll(() => pavel.browser.badge()).toBe('1')
    const inbox = new InboxPage(await pavel.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
    await expect.poll(() => sentenceOf(inbox)).toMatch(/^Клиент ждёт 2\d минут\S* — ответить может любой$/)
    await inbox.page.goto(`${inbox.page.url().replace(/#.*/, '')}#/`)
    await inbox.open(cast.ivan.name)
    await expect.poll(() => sentenceOf(inbox)).not.toContain('Клиент ждёт')
    expect(await svetlana.browser.badge()).toBe('')
  })

  it('and still nobody does: then the supervisor is alerted, too', async () => {
    await alertAfter({ others: 15, supervisors: 18 })
    await expect.poll(() => svetlana.browser.badge()).toBe('1')
  })

  it('until somebody answers: then it is over for everybody', async () => {
    const inbox = new InboxPage(await pavel.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
    await inbox.reply('Заказ уже в пути')
    await expect.poll(() => pavel.browser.badge()).toBe('')
    await expect.poll(() => svetlana.browser.badge()).toBe('')
  })
})

const sentenceOf = (inbox: InboxPage) => inbox.page.getByTestId('conversation-sentence').textContent()

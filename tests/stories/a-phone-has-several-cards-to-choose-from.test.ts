import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const firm = { ref: 'Справочник.Контрагенты:1', name: 'ООО «Ромашка-Юг»', kind: 'counterparty' as const }
const herself = { ref: 'Справочник.КонтактныеЛица:2', name: 'Петрова Анна Сергеевна', kind: 'person' as const }

describe('a phone has several cards to choose from', () => {
  let company: Company
  let inbox: InboxPage
  const line = () => inbox.page.getByTestId('client')
  const cards = () => inbox.page.getByTestId('client-card')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    for (const card of [firm, herself]) company.onec.phoneBook.add(cast.anna.number, card)
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
  })
  afterAll(() => company?.close())

  it('and until somebody has, she has the name that she gave herself', async () => {
    await inbox.open(cast.anna.name)
    await expect.poll(() => line().textContent()).toContain('По этому номеру в 1С 2 карточки')
    await inbox.page.getByTestId('client-choose').click()
    expect(await cards().allTextContents()).toEqual([
      expect.stringContaining(firm.name),
      expect.stringContaining(herself.name),
    ])
    await inBothThemes(inbox.page, 'client-choice')
  })

  it('and once somebody has, she is called so everywhere, for everybody', async () => {
    await cards().filter({ hasText: herself.name }).click()
    await inbox.page.getByRole('heading', { name: herself.name }).waitFor()
    expect(await line().textContent()).toContain('Контактное лицо')
    expect(await cards().count()).toBe(0)
    const olga = await company.hire('Ольга')
    const hers = new InboxPage(await olga.browser.popup())
    await hers.showAll()
    await hers.row(herself.name).waitFor()
  })

  it('and he may think better of it', async () => {
    await inbox.page.getByTestId('client-choose').click()
    await cards().filter({ hasText: firm.name }).click()
    await inbox.page.getByRole('heading', { name: firm.name }).waitFor()
  })
})

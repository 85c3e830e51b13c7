import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const annasCard = {
  ref: 'Справочник.Контрагенты:1d3729cc-b5b3-11f1-9889-6cb31113810c',
  name: 'ООО «Ромашка-Юг»',
  kind: 'counterparty' as const,
  url: 'e1cib/data/Справочник.Контрагенты?ref=98896cb31113810c11f1b5b31d3729cc',
}

describe.each(['ru', 'en'] as const)('who a client is comes from 1C, in %s', (language) => {
  let company: Company
  let inbox: InboxPage
  const line = () => inbox.page.getByTestId('client')
  const says = (ru: string, en: string) => (language === 'ru' ? ru : en)
  const baseIsAt = async (address: string) => {
    const form = company.options.getByTestId('base-set-up')
    await form.locator('summary').click()
    await form.locator('input[type=url]').fill(address)
    await form.locator('button[type=submit]').click()
    await form.locator('button[type=submit][aria-disabled=true]').waitFor()
  }
  beforeAll(async () => {
    company = await Company.open({ language })
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    await baseIsAt('https://1c.example.ru/trade')
    company.onec.phoneBook.add(cast.anna.number, annasCard)
    await company.client('ivan').sendText(cast.company.number, 'Добрый день')
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
  })
  afterAll(() => company?.close())

  it('in the list, in the conversation and in the search, where her own name finds her too', async () => {
    await inbox.row(annasCard.name).waitFor()
    const search = inbox.page.getByRole('searchbox')
    for (const words of ['ромашка-юг', 'анна петр']) {
      await search.fill(words)
      await expect.poll(() => inbox.page.getByTestId('conversation-row').count()).toBe(1)
      await inbox.row(annasCard.name).waitFor()
    }
    await search.fill('')
    await inbox.open(annasCard.name)
    await expect.poll(() => line().textContent()).toContain(says('Контрагент', 'Counterparty'))
    expect(await line().textContent()).toContain('Анна Петрова')
    await line().getByTestId('open-in-onec').waitFor()
    await inBothThemes(inbox.page, `client-found-${language}`)
  })

  it('and it says so when 1C knows nobody, with the number to copy', async () => {
    await inbox.page.goBack()
    await inbox.open(cast.ivan.name)
    await expect.poll(() => line().getAttribute('data-client')).toBe('nobody')
    expect(await line().textContent()).toContain(says('В 1С не найден', 'Not found in 1C'))
    await inBothThemes(inbox.page, `client-not-found-${language}`)
  })

  it('and it is there the moment he is added in 1C', async () => {
    company.onec.phoneBook.add(cast.ivan.number, {
      ref: 'Справочник.Лиды:2',
      name: 'Смирнов Иван, сайт',
      kind: 'lead',
    })
    await company.onec.run()
    await expect.poll(() => line().getAttribute('data-client')).toBe('client')
    await inbox.page.getByRole('heading', { name: 'Смирнов Иван, сайт' }).waitFor()
  })

  it('and the administrator reads which phones there can never be found', async () => {
    company.onec.phoneBook.findBad([
      { ref: 'К:1', name: 'Лютик, ИП', written: '+7 916 000-00-01, +7 916 000-00-02', url: 'e1cib/data/К?ref=1' },
      { ref: 'К:2', name: 'Завод «Василёк»', written: '8 (495) 123-45-67 доб. 215', fault: 'extension' },
    ])
    await company.onec.run()
    const page = await company.openPart('onec')
    await expect
      .poll(async () => {
        await page.reload()
        await page.getByTestId('base').waitFor()
        return await page.getByTestId('bad-phones').count()
      })
      .toBe(1)
    await page.getByTestId('bad-phones').locator('summary').click()
    expect(await page.getByTestId('bad-phone').allTextContents()).toEqual([
      expect.stringContaining(says('Добавочный номер', 'Extension number')),
      expect.stringContaining(says('В одном поле два номера', 'Two numbers in one field')),
    ])
    await page.getByTestId('bad-phones').scrollIntoViewIfNeeded()
    await inBothThemes(page, `bad-phones-${language}`)
  })
})

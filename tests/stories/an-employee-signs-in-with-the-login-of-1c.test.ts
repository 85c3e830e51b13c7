import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

describe('an employee signs in with the login of 1C', () => {
  let company: Company
  let page: Page
  const typed = async (login: string, password: string) => {
    await page.getByTestId('onec-login').fill(login)
    await page.getByTestId('onec-password').fill(password)
    await page.getByTestId('onec-sign-in').click()
  }

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    company.onec.users.join({ name: 'Ольга Иванова', login: 'Иванова', password: 'Секрет:1' })
    const olga = await company.newColleague('Ольга Иванова')
    page = await olga.browser.options()
    await page.getByTestId('relay-address').fill(company.relay.address)
    await page.getByTestId('relay-connect').click()
    await page.getByTestId('invitation-code').waitFor()
  })
  afterAll(() => company?.close())

  it('is not offered it while no base is published', async () => {
    expect(await page.getByTestId('onec-login').count()).toBe(0)
  })

  it('is offered it once one is', async () => {
    const settings = await company.openPart('onec')
    const form = settings.getByTestId('base-push')
    await form.locator('summary').click()
    await form.locator('input[type=url]').fill(company.onec.publication.url)
    await form.locator('input[type=text]').fill(company.onec.publication.login)
    await form.locator('input[type=password]').first().fill(company.onec.publication.password)
    await form.getByRole('button', { name: 'Сохранить' }).click()
    await settings
      .getByTestId('base-push')
      .getByText('Перестать вызывать')
      .or(form.getByRole('button').nth(1))
      .waitFor()
    await expect
      .poll(async () => {
        await page.reload()
        await page.getByTestId('invitation-code').waitFor()
        return await page.getByTestId('onec-login').count()
      })
      .toBe(1)
    await inBothThemes(page, 'options-sign-in-with-onec')
  })

  it('reads why he is not let in', async () => {
    await typed('Иванова', 'секрет')
    await page.getByText('1С не приняла логин и пароль').waitFor()
    expect(await page.getByTestId('onec-password').inputValue()).toBe('')
    company.onec.change({ service: 'hangs' })
    await typed('Иванова', 'Секрет:1')
    await page.getByText('1С сейчас не отвечает').waitFor()
    company.onec.change({ service: 'well' })
  })

  it('is let in by 1C, and sees the conversations', async () => {
    await typed('Иванова', 'Секрет:1')
    await page.locator('[data-testid=link-state][data-state=live]').first().waitFor()
    await page.getByText('Ольга Иванова').waitFor()
    const popup = new InboxPage(await page.context().newPage())
    await popup.page.goto(page.url().replace(/options\.html.*/, 'popup.html'))
    await popup.showAll()
    await popup.row('Анна Петрова').waitFor()
    expect(company.relay.said).not.toContain('Секрет:1')
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import type { Phone } from '../world/whatsapp/phone.ts'
import { scanFromScreenshot } from '../world/whatsapp/scan-from-screenshot.ts'

const otherNumber = '+74957654321'

describe('another phone than before scans the code', () => {
  let company: Company
  let options: Page
  let inbox: InboxPage
  let other: Phone
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.client('anna').sendText(cast.company.number, 'Пишу на прежний номер')
    other = company.whatsapp.phone(otherNumber, { name: 'Личный телефон' })
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.anna.name).waitFor()
    options = await company.openPart('channels')
  })
  afterAll(() => company?.close())

  it('the administrator is asked which one counts, and until then nothing of it comes in', async () => {
    company.phone.unlink()
    await scanWithOther()
    const question = options.getByTestId('other-number')
    await question.getByText('+7 495 123-45-67').waitFor()
    await question.getByText('+7 495 765-43-21').waitFor()
    expect(await options.getByTestId('channel').getByText('Личный телефон').count()).toBe(0)
    await inbox.page.getByText('Отсканирован другой номер', { exact: false }).waitFor()
    await company.client('ivan').sendText(otherNumber, 'Личное сообщение')
    expect(await inbox.row(cast.ivan.name).count()).toBe(0)
  })

  it('«Оставить прежний»: the other phone is unlinked, and the card says what to press', async () => {
    await options.getByRole('button', { name: 'Оставить прежний' }).click()
    await options.getByText('Нажмите «Привязать номер»', { exact: false }).waitFor()
    await expect.poll(() => other.companionState).toBe('none')
    await options.getByText('+7 495 123-45-67').waitFor()
    expect(await inbox.row(cast.ivan.name).count()).toBe(0)
  })

  it('«Перейти на новый»: it takes the place, and the earlier conversations stay', async () => {
    await scanWithOther()
    await options.getByRole('button', { name: 'Перейти на новый' }).click()
    await options.getByRole('button', { name: 'Да, перейти' }).click()
    await options.locator('[data-testid=channel-state][data-state=online]').waitFor()
    await options.getByText('+7 495 765-43-21').waitFor()
    await options.getByText('Личный телефон').waitFor()
    await company.client('ivan').sendText(otherNumber, 'Пишу на новый номер')
    await expect.poll(() => inbox.row(cast.ivan.name).textContent()).toContain('Пишу на новый номер')
    expect(await inbox.row(cast.anna.name).textContent()).toContain('Пишу на прежний номер')
  })

  async function scanWithOther(): Promise<void> {
    await options.bringToFront()
    await options.getByTestId('start-pairing').click()
    await options.getByTestId('qr').waitFor()
    await other.scan(scanFromScreenshot(await options.screenshot()))
    await options.getByTestId('other-number').waitFor()
  }
})

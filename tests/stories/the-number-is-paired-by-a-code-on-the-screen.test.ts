import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { scanFromScreenshot } from '../world/whatsapp/scan-from-screenshot.ts'

describe('the company’s number', () => {
  let company: Company
  beforeAll(async () => {
    company = await Company.open()
  })
  afterAll(() => company?.close())

  it('is not paired by a code that is no longer shown', async () => {
    const page = await company.openPart('channels')
    await page.getByTestId('qr').waitFor()
    const qr = scanFromScreenshot(await page.screenshot())
    const stale = qr.replace(/#[^,]+/, '#2@bm90LWEtcmVhbC1yZWY')
    await expect(company.phone.scan(stale)).rejects.toThrow()
    expect(company.phone.companionState).toBe('none')
  })

  it('is paired by the code on the options page, which then shows number and name', async () => {
    await company.pairPhone()
    const page = await company.openPart('channels')
    await page.getByText('+7 495 123-45-67').first().waitFor()
    await page.getByText('Ромашка').first().waitFor()
    expect(await page.getByTestId('qr').count()).toBe(0)
  })

  it('says so when another relay has taken its place, and «Подключить» brings it back', async () => {
    const page = await company.openPart('channels')
    company.whatsapp.companion(cast.company.number).streamError('replaced')
    await page.locator('[data-testid=channel-state][data-state=replaced]').first().waitFor()
    await page.getByRole('button', { name: 'Подключить' }).click()
    await page.locator('[data-testid=channel-state][data-state=online]').first().waitFor()
  })

  it('says so when the phone has unlinked it, and can be paired again', async () => {
    const page = await company.openPart('channels')
    company.phone.unlink()
    await page.locator('[data-testid=channel-state][data-state=unlinked]').first().waitFor()
    await expect.poll(() => company.administrator.browser.badge()).toBe('!')
    await page.getByTestId('start-pairing').click()
    await company.pairPhone()
    await expect.poll(() => company.administrator.browser.badge()).toBe('')
  })
})

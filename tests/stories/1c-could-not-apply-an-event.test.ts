import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { inBothThemes } from './screen-check.ts'

describe('1C could not apply an event', () => {
  let company: Company
  const anna = () => company.client('anna')
  const heard = () => company.onec.effects().flatMap(({ kind, body }) => (kind === 'message' ? [body.text] : []))

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { stumblesOver: 'Где мой заказ?' } })
  })
  afterAll(() => company?.close())

  it('and the line goes on: it has what came before and after', async () => {
    for (const text of ['Здравствуйте', 'Где мой заказ?', 'Алло']) await anna().sendText(cast.company.number, text)
    await company.onec.until(() => heard().includes('Алло'))
    expect(heard()).toEqual(['Здравствуйте', 'Алло'])
  })

  it('and the administrator reads which it was, in 1C’s own words', async () => {
    const page = await company.openPart('onec')
    // Since its first exchange 1C counts as well.
    await page.getByRole('link', { name: '1С — хорошо' }).waitFor()
    const rejected = page.getByTestId('base-rejected')
    await expect
      .poll(async () => {
        await page.reload()
        await page.getByTestId('base').waitFor()
        return await rejected.count()
      })
      .toBe(1)
    await rejected.locator('summary').click()
    await rejected.getByText('Справочник «Чаты» заблокирован').waitFor()
    expect(await rejected.locator('li').count()).toBe(1)
    await inBothThemes(page, 'options-onec-rejected')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { until } from '../world/until.ts'
import { inBothThemes } from './screen-check.ts'

describe('a link from 1C opens the conversation', () => {
  let company: Company
  const browser = () => company.administrator.browser
  const follow = async (phone: string) => {
    const page = await browser().context.newPage()
    await page.setViewportSize({ width: 900, height: 640 })
    await page.goto(`${company.relay.address}/open?phone=${encodeURIComponent(phone)}`)
    return page
  }
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    await until(async () => expect(await browser().badge()).toBe('1'))
  })
  afterAll(() => company?.close())

  it('where the extension is not there or not allowed, the page says what this is and what to do', async () => {
    const page = await follow('8 (916) 123-45-67')
    await page.getByText('+7 916 123-45-67').waitFor()
    await page.getByText('разрешите «Ссылки из 1С»', { exact: false }).waitFor()
    expect(await page.getByRole('button', { name: 'Открыть в панели' }).isVisible()).toBe(false)
    await inBothThemes(page, 'open-page-without')
    expect(await browser().openPanels()).toEqual([])
    await page.close()
  })

  it('in the panel, once the user has allowed links from 1C; the page says so', async () => {
    await browser().willAgree('http://127.0.0.1/*')
    const options = await company.openPart('pages')
    await options.getByTestId('allow-page').click()
    await options.locator('[data-testid=page][data-allowed=true]').waitFor()
    await inBothThemes(options, 'options-pages')
    const page = await follow('8 (916) 123-45-67')
    await page.getByText('Номер открыт в панели').waitFor()
    await expect.poll(() => browser().openPanels()).toEqual([expect.stringMatching(/#\/conversation\//)])
    await inBothThemes(page, 'open-page-opened')
    await page.close()
  })

  it('but begins none with a stranger, not even where that is allowed: a link alone must not', async () => {
    await company.letWriteFirst()
    const page = await follow('+7 926 987-65-43')
    await page.getByText('Номер открыт в панели').waitFor()
    const answer = await browser().inWorker<number>(
      "new Promise((done, fail) => { const asked = indexedDB.open('messenger-panel'); asked.onerror = fail; asked.onsuccess = () => { const all = asked.result.transaction('conversations').objectStore('conversations').count(); all.onsuccess = () => done(all.result) } })",
    )
    expect(answer).toBe(1)
    await page.close()
  })

  it('what is no phone is answered in words', async () => {
    const page = await follow('8 916 123-45-67 доб. 12')
    await page.getByText('не похоже на номер телефона', { exact: false }).waitFor()
    expect(await page.evaluate('document.documentElement.dataset.panel')).toBeUndefined()
    await page.close()
  })
})

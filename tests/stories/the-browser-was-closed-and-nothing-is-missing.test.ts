import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser } from '../world/browser.ts'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('the browser was closed for an hour', () => {
  let company: Company
  let olga: Colleague
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    olga = await company.hire('Ольга')
    await company.client('anna').sendText(cast.company.number, 'до перерыва')
  })
  afterAll(() => company?.close())

  it('and nothing is missing when it is opened again', async () => {
    await expect.poll(() => olga.browser.badge()).toBe('1')
    const inbox = new InboxPage(await olga.browser.popup())
    await inbox.showAll()
    await inbox.open('Анна Петрова')
    await inbox.page.getByTestId('composer-input').fill('недописанный ответ')
    await inbox.page.getByTestId('composer-input').blur()
    await expect.poll(() => inbox.page.evaluate(draftKept)).toBe('недописанный ответ')
    await olga.browser.close()

    for (const text of ['первое', 'второе', 'третье']) await company.client('anna').sendText(cast.company.number, text)
    await company.client('ivan').sendText(cast.company.number, 'а я тут впервые')
    await expect.poll(() => company.whatsapp.companion(cast.company.number).unsettled).toBe(0)

    olga.browser = await Browser.open({ profile: olga.browser.profile, language: 'ru' })
    await expect.poll(() => olga.browser.badge()).toBe('2')
    const again = new InboxPage(await olga.browser.popup())
    await again.showAll()
    await again.row('Иван Смирнов').waitFor()
    await again.open('Анна Петрова')
    for (const text of ['до перерыва', 'первое', 'второе', 'третье']) {
      await again.message(text).waitFor()
      expect(await again.message(text).count()).toBe(1)
    }
    expect(await again.page.getByTestId('composer-input').inputValue()).toBe('недописанный ответ')
  })

  it('and what was answered without the network leaves when the relay is back', async () => {
    const inbox = new InboxPage(await olga.browser.popup())
    await inbox.showAll()
    await inbox.open('Анна Петрова')
    await company.relay.kill()
    await inbox.reply('отвечаю без связи')
    await inbox.message('отвечаю без связи').waitFor()
    await company.relay.start()
    await company.client('anna').waitForMessage((message) => message.text === 'отвечаю без связи', 60_000)
    await inbox.stageOf('отвечаю без связи', 'delivered')
    expect(company.client('anna').received.filter((message) => message.text === 'отвечаю без связи')).toHaveLength(1)
  })
})

/** The draft that the browser has kept; runs in the page. */
function draftKept(): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('messenger-panel')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
      reading.onsuccess = () => resolve(reading.result[0]?.text)
      reading.onerror = () => reject(reading.error)
    }
  })
}

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

describe('an employee is removed in 1C', () => {
  let company: Company
  const people: Record<'olga' | 'petr' | 'nina', { colleague: Colleague; page: Page }> = Object.create(null)
  let olgasId: string
  const anna = () => company.client('anna')
  const inboxOf = (who: keyof typeof people) => new InboxPage(people[who].page)
  const sitDown = async (who: keyof typeof people, colleague: Colleague, sees: string = cast.anna.name) => {
    people[who] = { colleague, page: await colleague.browser.popup() }
    await inboxOf(who).showAll()
    await inboxOf(who).row(sees).waitFor()
  }

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await anna().sendText(cast.company.number, 'Когда будет отгрузка?')
    await sitDown('nina', await company.hire('Нина'))
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
  })
  afterAll(() => company?.close())

  it('which gives access from now on: who was invited before reads so, and nothing stays in her browser', async () => {
    olgasId = company.onec.users.join({ name: 'Ольга Иванова', login: 'olga' })
    company.onec.users.join({ name: 'Пётр Сидоров', login: 'petr' })
    await company.onec.run()
    await people.nina.page.getByText('Теперь доступ выдаёт 1С').waitFor()
    expect(await rowsIn(people.nina.page)).toEqual({ here: 1 })
    await inBothThemes(people.nina.page, 'popup-onec-decides')
  })

  it('where the administrator reads who comes from which base, and hands out codes', async () => {
    await sitDown('olga', await company.handCodeTo('Ольга Иванова'))
    await sitDown('petr', await company.handCodeTo('Пётр Сидоров'))
    const page = await company.openPart('employees')
    await page.reload()
    await page.getByText('Управление торговлей, логин olga').waitFor()
    await page.getByText('Сотрудников задаёт 1С').waitFor()
    expect(await page.getByTestId('employee').filter({ hasText: 'Нина' }).count()).toBe(0)
    await inBothThemes(page, 'options-employees-from-onec')
  })

  it('so that she reads it in her popup, and her browser holds nothing any more', async () => {
    const inbox = inboxOf('olga')
    await inbox.open('Анна Петрова')
    await inbox.page.getByTestId('composer-input').fill('Завтра мы')
    await expect.poll(() => rowsIn(inbox.page)).toMatchObject({ drafts: 1, conversations: 1 })
    company.onec.users.leave(olgasId)
    await company.onec.run()
    await inbox.page.getByText('Доступ к переписке закрыт').waitFor()
    expect(await rowsIn(inbox.page)).toEqual({ here: 1 })
    expect(await inbox.page.getByText('Когда будет отгрузка?').count()).toBe(0)
    const { browser } = people.olga.colleague
    expect(await browser.notifications()).toEqual([])
    await expect.poll(() => browser.badge()).toBe('!')
    expect(await inbox.page.evaluate('browser.storage.local.get("token")')).toEqual({})
  })

  it('while her colleague goes on working', async () => {
    await inboxOf('petr').open('Анна Петрова')
    await inboxOf('petr').reply('Завтра до обеда')
    await anna().waitForMessage((message) => message.text === 'Завтра до обеда')
  })

  it('and added again: then she signs in anew and is the same employee', async () => {
    company.onec.users.join({ name: 'Ольга Иванова', login: 'olga' }, olgasId)
    await company.onec.run()
    await people.olga.page.getByText('Доступ к переписке закрыт').waitFor()
    await company.client('ivan').sendText(cast.company.number, 'Где счёт?')
    await sitDown('olga', await company.handCodeTo('Ольга Иванова'), cast.ivan.name)
    // Petr has answered Anna meanwhile.
    expect(await inboxOf('olga').row(cast.anna.name).count()).toBe(0)
  })
})

/** How many rows each table of the extension's database holds; those that are empty are left out. */
const rowsIn = (page: Page): Promise<Record<string, number>> =>
  page.evaluate<Record<string, number>>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('messenger-panel')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const names = [...opening.result.objectStoreNames]
      const reading = opening.result.transaction(names)
      const counts = {}
      for (const name of names) {
        const asked = reading.objectStore(name).count()
        asked.onsuccess = () => { if (asked.result > 0) counts[name] = asked.result }
      }
      reading.oncomplete = () => { opening.result.close(); resolve(counts) }
    }
  })`)

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const [promised, later] = ['Пришлите, пожалуйста, договор поставки на кирпич', 40]

describe('an employee looks for what a client wrote long ago', () => {
  let company: Company
  let olga: Colleague
  let inbox: InboxPage
  const hits = () => inbox.page.getByTestId('found-message')
  const look = (words: string) => inbox.page.getByTestId('search').fill(words)

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    const anna = company.client('anna')
    await anna.sendText(cast.company.number, promised)
    for (let n = 1; n <= later; n += 1) await anna.sendText(cast.company.number, `Сообщение ${n}`)
    await company.client('ivan').sendText(cast.company.number, 'Где счёт?')
    const here = new InboxPage(await company.administrator.browser.popup())
    await here.showAll()
    await here.row(cast.anna.name).getByText(`Сообщение ${later}`).waitFor()
    // Her browser is given the newest messages of each conversation, and not that one.
    olga = await company.hire('Ольга')
    inbox = new InboxPage(await olga.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.anna.name).waitFor()
  })
  afterAll(() => company?.close())

  it('finds the message by another form of its words, with them marked', async () => {
    await look('договоры кирпича')
    await hits().waitFor()
    expect(await hits().count()).toBe(1)
    expect(await hits().locator('mark').allTextContents()).toEqual(['договор', 'кирпич'])
    expect(await hits().textContent()).toContain(cast.anna.name)
    await inBothThemes(inbox.page, 'popup-search')
  })

  it('opens the conversation at that message, though this browser did not have it', async () => {
    await hits().click()
    await inbox.message(promised).waitFor()
    await expect
      .poll(() =>
        inbox.message(promised).evaluate((line) => {
          const [box, place] = [line.closest('.messages')?.getBoundingClientRect(), line.getBoundingClientRect()]
          return box !== undefined && place.top >= box.top && place.bottom <= box.bottom
        }),
      )
      .toBe(true)
  })

  it('comes back by Esc to the results, standing where he left', async () => {
    await inbox.page.keyboard.press('Escape')
    await expect.poll(() => hits().evaluate((line) => line === document.activeElement)).toBe(true)
    expect(await inbox.page.getByTestId('search').inputValue()).toBe('договоры кирпича')
  })

  it('finds contacts here and messages there for one query, and says when there is neither', async () => {
    await look('счета')
    await hits().filter({ hasText: 'Где счёт?' }).waitFor()
    await look('Иван')
    await inbox.row(cast.ivan.name).waitFor()
    await look('абвгдейка')
    await inbox.page.getByText('Ничего не найдено.').waitFor()
    expect(await hits().count()).toBe(0)
  })

  it('is told that only this browser was searched while the relay is away, and finds again when it is back', async () => {
    await company.relay.kill()
    await look('договор')
    await inbox.page.getByTestId('found-words').getByText('Найдено только среди имён').waitFor()
    expect(await hits().count()).toBe(0)
    await company.relay.start()
    await hits().waitFor({ timeout: 60_000 })
  })
})

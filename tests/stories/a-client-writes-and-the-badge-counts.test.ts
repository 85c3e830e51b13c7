import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('a client writes', () => {
  let company: Company
  let olga: Colleague
  let oleg: Colleague
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    olga = await company.hire('Ольга')
    oleg = await company.hire('Олег', { reply: true, inQueue: false })
  })
  afterAll(() => company?.close())

  it('and the badge counts, the popup shows the message, a notification appears', async () => {
    await company.client('anna').sendText(cast.company.number, 'Когда будет отгрузка?')
    await expect.poll(() => olga.browser.badge()).toBe('1')
    await expect.poll(() => olga.browser.notifications()).toHaveLength(1)
    const inbox = new InboxPage(await olga.browser.popup())
    await inbox.showAll()
    await inbox.row('Анна Петрова').waitFor()
    await expect.poll(() => inbox.row('Анна Петрова').textContent()).toContain('Когда будет отгрузка?')
  })

  it('and the badge of who does not stand in the queue stays empty', async () => {
    const inbox = new InboxPage(await oleg.browser.popup())
    await inbox.showAll()
    await inbox.row('Анна Петрова').waitFor()
    expect(await oleg.browser.badge()).toBe('')
    expect(await oleg.browser.notifications()).toEqual([])
  })

  it('and two clients make two, one answered makes one', async () => {
    await company.client('ivan').sendText(cast.company.number, 'Счёт пришлите, пожалуйста')
    await expect.poll(() => olga.browser.badge()).toBe('2')
    const inbox = new InboxPage(await olga.browser.popup())
    await inbox.showAll()
    await inbox.open('Иван Смирнов')
    await inbox.reply('Отправляем сейчас')
    await expect.poll(() => olga.browser.badge()).toBe('1')
    await company.client('ivan').waitForMessage((message) => message.text === 'Отправляем сейчас')
    await inbox.stageOf('Отправляем сейчас', 'delivered')
  })

  it('and whose access was taken away sees nothing any more', async () => {
    const page = await company.openPart('employees')
    const line = page.getByRole('listitem').filter({ hasText: 'Олег' })
    await line.getByRole('button', { name: 'Удалить' }).click()
    await line.getByRole('button', { name: 'Да, удалить' }).click()
    const inbox = new InboxPage(await oleg.browser.popup())
    await expect.poll(() => inbox.page.getByTestId('conversation-row').count()).toBe(0)
    await company.client('ivan').sendText(cast.company.number, 'Вы здесь?')
    await expect.poll(() => olga.browser.badge()).toBe('2')
    expect(await inbox.page.getByTestId('conversation-row').count()).toBe(0)
    const kept = await inbox.page.evaluate(keptMessages)
    expect(kept).toBe(0)
  })
})

/** How many messages the browser still holds; runs in the page. */
function keptMessages(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('messenger-panel')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('messages').objectStore('messages').count()
      counting.onsuccess = () => resolve(counting.result)
      counting.onerror = () => reject(counting.error)
    }
  })
}

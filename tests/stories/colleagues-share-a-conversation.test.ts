import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import type { Client } from '../world/whatsapp/client.ts'

/** Olga and Boris answer for one company, each in a browser of their own. */
describe('colleagues share a conversation', () => {
  let company: Company
  let olga: InboxPage
  let boris: InboxPage
  let anna: Client

  const enters = async ({ browser }: Colleague): Promise<InboxPage> => {
    const inbox = new InboxPage(await browser.popup())
    await inbox.showAll()
    return inbox
  }
  const sentence = (inbox: InboxPage) => inbox.page.getByTestId('conversation-sentence').textContent()
  const choose = async (inbox: InboxPage, deed: string) => {
    await inbox.page.getByTestId('conversation-menu').click()
    await inbox.page.locator(`[data-deed=${deed}]`).click()
  }

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    anna = company.client('anna')
    await anna.sendText(cast.company.number, 'Когда будет отгрузка?')
    olga = await enters(await company.hire('Ольга'))
    boris = await enters(await company.hire('Борис'))
    await olga.open(cast.anna.name)
    await boris.open(cast.anna.name)
  }, 240_000)
  afterAll(async () => {
    await company?.close()
  })

  it('who writes there is seen by the other, and not by himself', async () => {
    await olga.page.getByTestId('composer-input').pressSequentially('Доб')
    await boris.page.getByTestId('writing').getByText('Ольга печатает…').waitFor()
    expect(await olga.page.getByTestId('writing').textContent()).toBe('')
  })

  it('who was slower keeps his words and is told who has it', async () => {
    await boris.page.getByTestId('composer-input').fill('Сейчас узнаю на складе')
    await olga.reply('Отгрузим завтра')
    await boris.page.getByTestId('taken').getByText('Сейчас узнаю на складе').waitFor()
    expect(await boris.page.getByTestId('taken').textContent()).toContain('Ольга')
    expect(await boris.message('Отгрузим завтра').count()).toBe(0)
    await expect.poll(() => sentence(olga)).toContain('В работе у вас')
    await boris.page.getByTestId('taken').getByRole('button', { name: 'Закрыть' }).click()
    await expect.poll(() => boris.page.getByTestId('taken').count()).toBe(0)
  })

  it('handed over with a comment, it comes with all that was said, and with the comment', async () => {
    await choose(olga, 'handOver')
    await olga.page.getByTestId('hand-over-to').waitFor()
    await olga.page.keyboard.type('бор')
    await olga.page.keyboard.press('Enter')
    await olga.page.keyboard.type('Нужен возврат')
    await olga.page.keyboard.press('Enter')
    await boris.page.goto(`${boris.page.url().replace(/#.*/, '')}#/`)
    await boris.showAll()
    await boris.open(cast.anna.name)
    await boris.page.getByTestId('note').getByText('Чат передан: Ольга → Борис').waitFor()
    await boris.page.getByTestId('note').getByText('Нужен возврат').waitFor()
    await boris.message('Когда будет отгрузка?').waitFor()
    expect(await boris.message('Отгрузим завтра').locator('.message-author').textContent()).toBe('Ольга')
    await expect.poll(() => sentence(boris)).toContain('В работе у вас')
    await olga.page.getByText('Этого чата здесь нет').waitFor()
  })

  it('finished it says when, and a client who writes again brings it back to whoever had it last', async () => {
    await choose(boris, 'close')
    await expect.poll(() => sentence(boris)).toBe('Закрыт сегодня: новое сообщение клиента вернёт его вам')
    await anna.sendText(cast.company.number, 'И ещё вопрос')
    await expect.poll(() => sentence(boris)).toBe('В работе у вас — клиент ждёт ответа')
    expect(await olga.row(cast.anna.name).count()).toBe(0)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import type { Client } from '../world/whatsapp/client.ts'

describe('a client whom WhatsApp names first by his hidden id and later by his phone', () => {
  let company: Company
  let inbox: InboxPage
  let anna: Client
  const rows = () => inbox.page.getByTestId('conversation-row').count()
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    anna = company.whatsapp.client(cast.anna.number, { name: cast.anna.name, addressing: 'lid', tellsBoth: false })
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
  })
  afterAll(() => company?.close())

  it('has a conversation without a phone at first', async () => {
    await anna.sendText(cast.company.number, 'Пишу впервые')
    await inbox.open(cast.anna.name)
    await inbox.message('Пишу впервые').waitFor()
    expect(await inbox.page.locator('.conversation-phone').count()).toBe(0)
  })

  it('has one conversation still when the phone is known, with everything in it', async () => {
    anna.addressing = 'pn'
    anna.tellsBoth = true
    await anna.sendText(cast.company.number, 'А это по номеру')
    await inbox.message('А это по номеру').waitFor()
    await inbox.message('Пишу впервые').waitFor()
    await inbox.page.getByText('+7 916 123-45-67').first().waitFor()
    await inbox.page.keyboard.press('Escape')
    await expect.poll(rows).toBe(1)
  })

  it('is answered there, and somebody else has a conversation of his own', async () => {
    await inbox.open(cast.anna.name)
    await inbox.reply('Здравствуйте, Анна')
    await anna.waitForMessage((message) => message.text === 'Здравствуйте, Анна')
    await inbox.page.keyboard.press('Escape')
    await company.client('ivan').sendText(cast.company.number, 'А я другой')
    await expect.poll(rows).toBe(2)
  })
})

describe('two conversations that turn out to be one person’s', () => {
  let company: Company
  let inbox: InboxPage
  let anna: Client
  const rows = () => inbox.page.getByTestId('conversation-row').count()
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    anna = company.whatsapp.client(cast.anna.number, { name: cast.anna.name, addressing: 'lid', tellsBoth: false })
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
  })
  afterAll(() => company?.close())

  it('become one under the eyes of who is reading, and nothing is missing', async () => {
    await anna.sendText(cast.company.number, 'Скрытым номером')
    await expect.poll(rows).toBe(1)
    anna.addressing = 'pn'
    await anna.sendText(cast.company.number, 'Открытым номером')
    await expect.poll(rows).toBe(2)
    await inbox.page.getByTestId('conversation-row').filter({ hasText: 'Скрытым номером' }).click()
    await inbox.message('Скрытым номером').waitFor()
    anna.tellsBoth = true
    await anna.sendText(cast.company.number, 'Это всё я')
    for (const text of ['Скрытым номером', 'Открытым номером', 'Это всё я']) {
      await inbox.message(text).waitFor()
      expect(await inbox.message(text).count()).toBe(1)
    }
    await inbox.page.keyboard.press('Escape')
    await expect.poll(rows).toBe(1)
  })
})

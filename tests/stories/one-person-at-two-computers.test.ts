import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

/** The promise is a second; a busy machine gets more. */
const soon = { timeout: 5_000, interval: 20 }

/** The driver lets each page believe that the person is in it; the browser says of one window only. */
const looksAway = ({ page }: InboxPage) =>
  page.evaluate("document.hasFocus = () => false; dispatchEvent(new Event('blur')); 0")

/** Olga has two windows at her desk, and is signed in at home too; Boris is a colleague. */
describe('one person at two computers, and in two windows of one', () => {
  let company: Company
  let desk: Colleague
  let home: Colleague
  let boris: Colleague
  let first: InboxPage
  let second: InboxPage
  let atHome: InboxPage
  const anna = () => company.client('anna')
  const enters = async ({ browser }: Colleague): Promise<InboxPage> => {
    const inbox = new InboxPage(await browser.popup())
    await inbox.showAll()
    await inbox.row(cast.anna.name).waitFor()
    return inbox
  }
  const badges = () => Promise.all([desk, home, boris].map(({ browser }) => browser.badge()))
  const unread = (inbox: InboxPage) => inbox.row(cast.anna.name).locator('.row-unread').count()
  const words = (inbox: InboxPage) => inbox.page.getByTestId('composer-input').inputValue()
  const sentence = (inbox: InboxPage) => inbox.page.getByTestId('conversation-sentence').textContent()

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    desk = await company.hire('Ольга')
    home = await company.handCodeTo('Ольга')
    boris = await company.hire('Борис')
    await anna().sendText(cast.company.number, 'Когда отгрузка?')
    first = await enters(desk)
    second = await enters(desk)
    atHome = await enters(home)
  }, 240_000)
  afterAll(() => company?.close())

  it('a client who writes to the company is counted everywhere', async () => {
    await expect.poll(badges, soon).toEqual(['1', '1', '1'])
    for (const inbox of [first, second, atHome]) expect(await unread(inbox)).toBe(1)
  })

  it('what is read in one window is read in the other, and at home; nobody’s badge changes, for nobody has answered', async () => {
    await first.open(cast.anna.name)
    await expect.poll(() => unread(second), soon).toBe(0)
    await expect.poll(() => unread(atHome), soon).toBe(0)
    expect(await badges()).toEqual(['1', '1', '1'])
  })

  it('what is taken in one is hers in all, and only the colleague has one less that waits', async () => {
    await second.open(cast.anna.name)
    await atHome.open(cast.anna.name)
    await first.page.getByTestId('conversation-menu').click()
    await first.page.locator('[data-deed=claim]').click()
    for (const inbox of [first, second, atHome])
      await expect.poll(() => sentence(inbox), soon).toContain('В работе у вас')
    await expect.poll(badges, soon).toEqual(['1', '1', ''])
  })

  it('what is half written is in the other window too, and stays out of the computer at home', async () => {
    await looksAway(second)
    await first.page.getByTestId('composer-input').pressSequentially('Завтра до')
    await expect.poll(() => words(second), soon).toBe('Завтра до')
    expect(await words(atHome)).toBe('')
  })

  it('what is sent from one stands in all, and waits for an answer in none', async () => {
    await first.reply('Завтра до обеда')
    await anna().waitForMessage((message) => message.text === 'Завтра до обеда')
    for (const inbox of [first, second, atHome]) await inbox.stageOf('Завтра до обеда', 'delivered')
    await expect.poll(badges, soon).toEqual(['', '', ''])
    expect(await words(second)).toBe('')
    for (const inbox of [first, second, atHome]) expect(await inbox.message('Завтра до обеда').count()).toBe(1)
  })

  it('when her client writes again, she is told of it at both computers, and her colleague at none', async () => {
    await anna().sendText(cast.company.number, 'А сколько ящиков?')
    await expect.poll(badges, soon).toEqual(['1', '1', ''])
  })
})

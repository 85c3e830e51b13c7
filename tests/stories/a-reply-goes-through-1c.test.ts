import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

describe('a reply goes through 1C', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10 } })
    await anna().sendText(cast.company.number, 'Когда будет отгрузка?')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open('Анна Петрова')
  })
  afterAll(() => company?.close())

  it('which learns of the client’s message at once', async () => {
    await company.onec.until(() =>
      company.onec.effects().some(({ kind, body }) => kind === 'message' && body.text === 'Когда будет отгрузка?'),
    )
  })

  it('which lets it go: the client gets it once, and the ticks come back', async () => {
    await inbox.reply('Завтра до обеда')
    const got = await anna().waitForMessage((message) => message.text === 'Завтра до обеда')
    await inbox.stageOf('Завтра до обеда', 'delivered')
    anna().markRead(got.id)
    await inbox.stageOf('Завтра до обеда', 'read')
    const commands = company.onec.effects().filter(({ kind }) => kind === 'replyCommand')
    expect(commands).toHaveLength(1)
    expect(anna().deliveries(got.id)).toBe(1)
    await company.onec.until(() =>
      company.onec.effects().some(({ kind, body }) => kind === 'status' && body.status === 'read'),
    )
  })

  it('which may change the text: the employee sees what the client got', async () => {
    company.onec.change({ rewrite: '{text} С уважением, «Ромашка».' })
    await inbox.reply('Счёт отправили.')
    await anna().waitForMessage((message) => message.text === 'Счёт отправили. С уважением, «Ромашка».')
    await inbox.message('С уважением, «Ромашка»').waitFor()
    company.onec.change({ rewrite: '{text}' })
  })

  it('which refuses: the employee reads why, and the client gets nothing', async () => {
    company.onec.change({ replies: 'refuse', refusalReason: 'Клиент на стоп-листе' })
    await inbox.reply('Скидка 90 %')
    await inbox.stageOf('Скидка 90 %', 'rejected')
    expect(await inbox.strip('Скидка 90 %')).toContain('Клиент на стоп-листе')
    company.onec.change({ replies: 'approve' })
    await inbox.reply('Скидки нет')
    await anna().waitForMessage((message) => message.text === 'Скидки нет')
    expect(anna().received.map((message) => message.text)).not.toContain('Скидка 90 %')
  })

  it('which may hold it: then it waits and says so', async () => {
    company.onec.change({ replies: 'hold' })
    await inbox.reply('Подождите')
    await inbox.stageOf('Подождите', 'collected')
    expect(anna().received.map((message) => message.text)).not.toContain('Подождите')
  })

  it('and of which 1C never reads the answer: it lets it go again and again, and the client gets it once', async () => {
    company.onec.change({ replies: 'approve', calls: 'losesAnswers' })
    const got = await anna().waitForMessage((message) => message.text === 'Подождите')
    company.onec.change({ calls: 'well' })
    await company.onec.until(() => company.onec.waiting() === 0)
    expect(company.onec.repeats().results).toBeGreaterThan(0)
    await inbox.stageOf('Подождите', 'delivered')
    expect(anna().received.filter(({ text }) => text === 'Подождите')).toHaveLength(1)
    expect(anna().deliveries(got.id)).toBe(1)
  })
})

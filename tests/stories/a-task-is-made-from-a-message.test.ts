import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

describe('a task is made from a message and its link comes back as a hidden note that the client never sees', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const notes = () => inbox.page.getByTestId('note')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 10, replies: 'hold' } })
    await anna().sendText(cast.company.number, 'Принтер сломался, пришлите мастера')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
  })
  afterAll(() => company?.close())

  const ask = async (words?: string) => {
    await inbox.message('Принтер сломался').hover()
    await inbox.page.getByTestId('message-menu').first().click()
    await inbox.page.getByRole('menuitem', { name: 'Создать задачу' }).click()
    await inbox.page.getByTestId('task-text').waitFor()
    if (words === undefined) await inBothThemes(inbox.page, 'popup-task-form')
    if (words !== undefined) await inbox.page.getByTestId('task-text').fill(words)
    await inbox.page.getByTestId('task-send').click()
  }

  it('with the message’s words, which wait for 1C in plain sight', async () => {
    await ask()
    await notes().getByText('Задача отправлена в 1С').waitFor()
    expect(await notes().textContent()).toContain('Принтер сломался, пришлите мастера')
    await company.onec.until(() => company.onec.effects().some(({ kind }) => kind === 'taskRequest'))
    await inBothThemes(inbox.page, 'popup-task-asked')
  })

  it('and 1C’s answer takes their place, with its link', async () => {
    company.onec.change({ replies: 'approve' })
    await notes().getByText('Задача: Принтер сломался, пришлите мастера').waitFor()
    await expect.poll(() => notes().getAttribute('data-task')).toBe('made')
    expect(await notes().textContent()).toContain('Скрытый комментарий из 1С')
    await notes().getByRole('button', { name: 'Скопировать ссылку 1С' }).waitFor()
  })

  it('or its refusal, with the reason', async () => {
    company.onec.change({ replies: 'refuse', refusalReason: 'Нет прав на задачи' })
    await ask('Перезвонить')
    await notes().getByText('1С не создала задачу: Нет прав на задачи').waitFor()
    company.onec.change({ replies: 'approve' })
  })

  it('and 1C may note something by itself', async () => {
    const told = company.onec.effects().find(({ kind }) => kind === 'message')?.body
    company.onec.send({ conversationId: String(told?.conversationId), text: 'Долг 5 000 ₽, просрочка', note: true })
    await notes().getByText('Долг 5 000 ₽').waitFor()
    await inBothThemes(inbox.page, 'popup-notes')
  })

  it('but the client has seen nothing of it, he still waits, and the list shows his words', async () => {
    await inbox.reply('Мастер будет завтра')
    await anna().waitForMessage((message) => message.text === 'Мастер будет завтра')
    expect(anna().received.map(({ text }) => text)).toEqual(['Мастер будет завтра'])
    await anna().sendText(cast.company.number, 'Спасибо')
    await inbox.message('Спасибо').waitFor()
    const told = company.onec.effects().find(({ kind }) => kind === 'message')?.body
    company.onec.send({ conversationId: String(told?.conversationId), text: 'Постоянный клиент', note: true })
    await notes().getByText('Постоянный клиент').waitFor()
    await inbox.page.keyboard.press('Escape')
    await inbox.row(cast.anna.name).getByText('Спасибо').waitFor()
    expect(company.onec.effects().filter(({ kind }) => kind === 'messageChanged' || kind === 'unknown')).toEqual([])
  })

  it('and the place to word it comes into view, however far below the conversation has gone on', async () => {
    await inbox.open(cast.anna.name)
    const lines = Array.from({ length: 13 }, (_, index) => `Строка ${index}`)
    await anna().sendText(cast.company.number, lines.join('\n'))
    await inbox.message('Строка 12').waitFor()
    const thanks = inbox.page.locator('.message-line', { has: inbox.message('Спасибо') })
    await thanks.hover()
    await thanks.getByTestId('message-menu').click()
    await inbox.page.getByRole('menuitem', { name: 'Создать задачу' }).click()
    const isInView = (testId: string) =>
      inbox.page.getByTestId(testId).evaluate((part) => {
        const [place, around] = [part.getBoundingClientRect(), part.closest('.messages')?.getBoundingClientRect()]
        return around !== undefined && place.top >= around.top && place.bottom <= around.bottom
      })
    await inbox.page.getByTestId('task-text').waitFor()
    await expect.poll(async () => [await isInView('task-text'), await isInView('task-send')]).toEqual([true, true])
  })
})

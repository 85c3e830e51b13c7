import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'

/** Mondays first, as the page shows them. Today and tomorrow too, for whoever runs this at midnight, as the relay's zone counts. */
const mondayFirst = (daysFromNow: number): number => {
  const day = new Date(Date.now() + daysFromNow * 86_400_000)
  const name = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'Europe/Moscow' }).format(day)
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name)
}
const days = [mondayFirst(0), mondayFirst(1)]

describe('1C lets a reply go on its schedule', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const heard = (kind: string, text: string) =>
    company.onec.effects().some((effect) => effect.kind === kind && effect.body.text === text)
  const had = () => anna().received.map(({ text }) => text)

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    // The base is published: the relay calls it, and its own job does not run.
    await company.linkOnec({ mode: { job: 'off' } })
    await publish(await company.openPart('onec'), company.onec.publication)
    await setSchedule(await company.openPart('synchronisation'))
    inbox = new InboxPage(await company.administrator.browser.popup())
  })
  afterAll(() => company?.close())

  it('which has today off: 1C hears of the client’s message at once all the same', async () => {
    await anna().sendText(cast.company.number, 'Когда будет отгрузка?')
    await company.onec.until(() => heard('message', 'Когда будет отгрузка?'))
  })

  it('and of the reply, which waits: the employee reads when the next run is, and the client has nothing', async () => {
    await inbox.showAll()
    await inbox.open('Анна Петрова')
    await inbox.reply('Завтра до обеда')
    await company.onec.until(() => heard('replyCommand', 'Завтра до обеда'))
    await inbox.stageOf('Завтра до обеда', 'collected')
    const wait = inbox.message('Завтра до обеда').getByTestId('onec-wait')
    await expect.poll(() => wait.textContent()).toMatch(/^Сейчас 1С ответы не отправляет: уйдёт .*\d\d:00\.$/)
    expect(had()).toEqual([])
  })

  it('while a refusal is told at once, whatever the hour: it leaves for nobody', async () => {
    company.onec.change({ replies: 'refuse', refusalReason: 'Клиент на стоп-листе' })
    await inbox.reply('Скидка 90 %')
    await inbox.stageOf('Скидка 90 %', 'rejected')
    expect(await inbox.strip('Скидка 90 %')).toContain('Клиент на стоп-листе')
    company.onec.change({ replies: 'approve' })
    expect(had()).toEqual([])
  })

  it('and when the schedule has its next run, it leaves by itself, once', async () => {
    await setSchedule(await company.openPart('synchronisation'), { roundTheClock: true })
    await inbox.stageOf('Завтра до обеда', 'delivered')
    expect(had()).toEqual(['Завтра до обеда'])
  })
})

/** The administrator enters where the relay calls the base. */
async function publish(page: Page, { url, login, password }: { url: string; login: string; password: string }) {
  const form = page.getByTestId('base-push')
  await form.locator('summary').click()
  await form.locator('input[type=url]').fill(url)
  await form.locator('input[type=text]').fill(login)
  await form.locator('input[type=password]').first().fill(password)
  await form.getByRole('button', { name: 'Сохранить' }).click()
  await form.getByRole('button').nth(1).waitFor()
}

/** Every second from 08:00 on; today and tomorrow are off, or, round the clock, are not. */
async function setSchedule(page: Page, { roundTheClock = false } = {}): Promise<void> {
  await page.getByLabel('Каждые, секунд').fill('1')
  await page.getByLabel('С', { exact: true }).fill(roundTheClock ? '00:00' : '08:00')
  await page.getByLabel('До', { exact: true }).fill('23:59')
  for (const day of days) await page.getByLabel('Дни недели').getByRole('button').nth(day).click()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено').waitFor()
}

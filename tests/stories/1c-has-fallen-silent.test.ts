import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

/** Silence is four missed runs and a minute at least: the people of this story wait for it. */
const untilItIsSilent = { timeout: 85_000 }

describe('1C has fallen silent', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const wait = (text: string) => inbox.message(text).getByTestId('onec-wait')
  const base = (page: Page) => page.getByTestId('base')
  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.linkOnec({ everySeconds: 0.2, mode: { waitSeconds: 5, replies: 'hold' } })
    await roundTheClock(await company.openPart('synchronisation'))
    await anna().sendText(cast.company.number, 'Когда будет отгрузка?')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open('Анна Петрова')
  })
  afterAll(() => company?.close())

  it('while it comes, the employee is told when it runs next, and nobody is blamed', async () => {
    await inbox.reply('Завтра до обеда')
    await expect
      .poll(() => wait('Завтра до обеда').textContent())
      .toMatch(/Ждёт 1С\. Следующий запуск в \d\d:\d\d:\d\d/)
    expect(await wait('Завтра до обеда').getAttribute('data-kind')).toBe('nextRun')
    await inBothThemes(inbox.page, 'popup-waits-for-1c')
  })

  it('when it stops, the employee is told since when, why, whom to tell, and when it should run next', async () => {
    // The jobs are blocked in the cluster; the specialist runs the exchange once by hand, and the base says so.
    company.onec.change({ job: 'off' })
    await company.onec.run()
    await inbox.message('Завтра до обеда').locator('[data-kind=silent]').waitFor(untilItIsSilent)
    const words = (await wait('Завтра до обеда').textContent()) ?? ''
    expect(words).toMatch(/1С не забира/)
    expect(words).toContain('В 1С заблокированы регламентные задания. Сообщите администратору 1С.')
    expect(words).toContain('Следующий запуск')
    await inBothThemes(inbox.page, 'popup-1c-silent')
  })

  it('the administrator sees why 1C is silent and what to do', async () => {
    const page = await company.openPart('onec')
    await page.locator('[data-testid=base][data-trouble=jobsBlocked]').waitFor()
    expect(await base(page).textContent()).toContain('Блокировка регламентных заданий включена')
    await page.getByTestId('base-check').click()
    await expect.poll(() => page.getByTestId('base-checked').textContent()).toContain('не опубликована')
    await page.getByTestId('base-set-up').locator('summary').click()
    await page.getByTestId('base-push').locator('summary').click()
    await page.getByText('Только об этих').click()
    await inBothThemes(page, 'options-onec-trouble')
    await inBothThemes(await company.openPart('synchronisation'), 'options-synchronisation-schedule')
  })

  it('and when it runs again, the reply leaves and all is well', async () => {
    company.onec.change({ job: 'on', replies: 'approve' })
    await inbox.stageOf('Завтра до обеда', 'delivered')
    expect(anna().received.filter(({ text }) => text === 'Завтра до обеда')).toHaveLength(1)
    const page = await company.openPart('onec')
    await page.locator('[data-testid=base]:not([data-trouble])').waitFor()
    expect(await base(page).textContent()).toContain('На связи')
  })
})

/** The administrator lets replies leave at any hour: this story may be told at night. */
async function roundTheClock(page: Page): Promise<void> {
  await page.getByLabel('Каждые, секунд').fill('1')
  await page.getByLabel('С', { exact: true }).fill('00:00')
  await page.getByLabel('До', { exact: true }).fill('23:59')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено').waitFor()
}

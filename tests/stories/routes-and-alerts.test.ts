import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'

/** The administrator sets up where new chats go and what leaves by itself, and it does. */
describe('routes, and texts that leave by themselves', () => {
  let company: Company

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.hire('Ольга Иванова')
  })
  afterAll(() => company?.close())

  it('begin with a queue: who stands in it is switched, and nobody in it is said in words', async () => {
    const page = await company.openPart('queue')
    const members = page.getByTestId('queue-members')
    for (const name of ['Ольга Иванова', 'Мария']) {
      await members.getByRole('checkbox', { name, checked: true }).click()
      await members.getByRole('checkbox', { name, checked: false }).waitFor()
    }
    await members.getByText('В очереди никого нет').waitFor()
    await members.getByRole('checkbox', { name: 'Мария' }).click()
    await members.getByText('В очереди никого нет').waitFor({ state: 'detached' })
    await page.getByLabel('С', { exact: true }).fill('00:00')
    await page.getByLabel('До', { exact: true }).fill('00:00')
    for (const day of ['сб', 'вс']) await page.getByRole('button', { name: day }).click()
    await page.getByLabel('Старших через, минут').fill('10')
    await page.getByText('Старших предупреждают позже остальных').waitFor()
    await page.getByLabel('Старших через, минут').fill('45')
    await page.getByRole('button', { name: 'Сохранить' }).click()
    await page.getByText('Сохранено').waitFor()
  })

  it('are tried out on a sample before they are saved', async () => {
    const page = await company.openPart('routes')
    await page.getByTestId('group-add').click()
    await page.getByRole('textbox', { name: 'Название группы' }).fill('Бухгалтерия')
    await page.getByTestId('group').getByRole('checkbox', { name: 'Ольга Иванова' }).check()
    await page.getByRole('button', { name: 'Сохранить' }).first().click()
    await page.getByTestId('rule-add').click()
    await page.getByTestId('rule-words').fill('счёт, акт сверки')
    await page.getByTestId('rule-target').selectOption({ label: 'Группе: Бухгалтерия' })
    await page.getByTestId('try-text').fill('Пришлите счета за октябрь')
    await page.getByText('Сработает правило 1. Группе: Бухгалтерия.').waitFor()
    await page.getByTestId('try-text').fill('Когда доставка?')
    await page.getByText('чат останется в общей очереди').waitFor()
    await page.getByTestId('text-greeting').getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Сохранить' }).last().click()
    await expect.poll(() => page.getByText('Сохранено').count()).toBe(2)
  })

  it('and then greet a client who writes, and bring him to the group', async () => {
    const anna = company.client('anna')
    await anna.sendText(cast.company.number, 'Пришлите, пожалуйста, счета за октябрь')
    await anna.waitForMessage(({ text }) => text?.startsWith('Здравствуйте! Спасибо за сообщение') === true)
    const popup = await company.administrator.browser.popup()
    await popup.keyboard.press('Alt+3')
    await popup.getByText(cast.anna.name).first().click()
    await popup.getByText('автоответ').first().waitFor()
  })
})

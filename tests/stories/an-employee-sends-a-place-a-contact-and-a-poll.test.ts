import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

const link = 'https://yandex.ru/maps/213/moscow/?ll=37.500000%2C55.700000&pt=37.617778,55.755833&z=16'

describe('an employee', () => {
  let company: Company
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const { number } = cast.company
  const attach = async (name: string) => {
    await inbox.page.getByTestId('attach').click()
    await inbox.page.getByRole('menuitem', { name, exact: true }).click()
    await inbox.page.getByTestId('attach-form').waitFor()
  }
  const type = (field: string, text: string) => inbox.page.getByTestId(field).fill(text)
  const send = () => inbox.page.getByTestId('attach-send').click()

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    await company.client('ivan').sendText(number, 'Я тоже здесь')
    await anna().sendText(number, 'Где вы и когда можно приехать?')
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
  })
  afterAll(() => company?.close())

  it('pastes the link of a map, and the client gets the place; what he had typed stays', async () => {
    await inbox.page.getByTestId('composer-input').fill('Мы работаем до')
    await attach('Геопозиция')
    await type('place-where', 'https://yandex.ru/maps/-/CDabcdef')
    await inbox.page.getByText('В короткой ссылке нет координат').waitFor()
    expect(await inbox.page.getByTestId('attach-send').getAttribute('aria-disabled')).toBe('true')
    await type('place-where', link)
    await type('place-name', 'Наш склад')
    await inbox.page.getByText('Точка на карте: 55.75583, 37.61778').waitFor()
    await inBothThemes(inbox.page, 'attach-place')
    await send()
    const { content } = await anna().waitForMessage(({ kind }) => kind === 'locationMessage')
    expect(content.locationMessage).toMatchObject({ degreesLatitude: 55.755833, degreesLongitude: 37.617778 })
    await inbox.stageOf('Наш склад', 'delivered')
    expect(await inbox.page.getByTestId('composer-input').inputValue()).toBe('Мы работаем до')
    expect(anna().received.filter(({ kind }) => kind === 'locationMessage')).toHaveLength(1)
    await inbox.page.getByTestId('composer-input').fill('')
  })

  it('picks somebody from the conversations, and the client gets his card', async () => {
    await attach('Контакт')
    const suggested = inbox.page.locator('datalist option')
    await expect.poll(() => suggested.count()).toBe(1)
    await type('contact-name', (await suggested.first().getAttribute('value')) ?? '')
    await expect.poll(() => inbox.page.getByTestId('contact-phone-0').inputValue()).toBe(cast.ivan.number)
    expect(await inbox.page.getByTestId('contact-name').inputValue()).toBe('Иван Смирнов')
    await inBothThemes(inbox.page, 'attach-contact')
    await send()
    const { content } = await anna().waitForMessage(({ kind }) => kind === 'contactMessage')
    expect(content.contactMessage?.vcard).toContain('waid=79269876543')
    await inbox.stageOf('Иван Смирнов', 'delivered')
  })

  it('asks in a poll, the client votes, and the vote is seen', async () => {
    await attach('Опрос')
    await type('poll-question', 'Когда приедете?')
    await type('poll-option-0', 'Утром')
    await type('poll-option-1', 'Утром')
    await inbox.page.getByText('Два ответа одинаковы').waitFor()
    await type('poll-option-1', 'Днём')
    await type('poll-option-2', 'Вечером')
    await inBothThemes(inbox.page, 'attach-poll')
    await send()
    const { id } = await anna().waitForMessage(({ kind }) => kind === 'pollCreationMessageV3')
    await inbox.stageOf('Когда приедете?', 'delivered')
    await anna().vote(number, id, ['Днём'])
    const votes = inbox.message('Когда приедете?').locator('.poll-votes')
    await expect.poll(() => votes.allTextContents()).toEqual(['0', '1', '0'])
  })

  it('sends a picture as a sticker', async () => {
    const { default: sharp } = await import('sharp')
    const picture = await sharp({ create: { width: 90, height: 60, channels: 4, background: '#33aa1180' } })
      .png()
      .toBuffer()
    await inbox.page
      .getByTestId('attach-input-sticker')
      .setInputFiles({ name: 'кот.png', mimeType: 'image/png', buffer: picture })
    await inbox.page.getByText('стикер', { exact: true }).waitFor()
    await inbox.page.getByTestId('send').click()
    const { file } = await anna().waitForMessage(({ kind }) => kind === 'stickerMessage')
    expect(await sharp(file?.bytes).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512 })
  })

  it('leaves a form by Esc with nothing sent, and walks the menu by the keyboard', async () => {
    const before = anna().received.length
    await inbox.page.getByTestId('attach').focus()
    await inbox.page.keyboard.press('Enter')
    await inbox.page.getByRole('menu', { name: 'Прикрепить' }).waitFor()
    await inBothThemes(inbox.page, 'attach-menu')
    const names = await inbox.page.getByRole('menuitem').allTextContents()
    for (let steps = names.indexOf('Опрос'); steps > 0; steps -= 1) await inbox.page.keyboard.press('ArrowDown')
    await inbox.page.keyboard.press('Enter')
    await inbox.page.getByTestId('poll-question').waitFor()
    await inbox.page.keyboard.press('Escape')
    await inbox.page.getByTestId('attach-form').waitFor({ state: 'detached' })
    await inbox.page.getByTestId('composer-input').waitFor()
    expect(anna().received.length).toBe(before)
  })

  it('sends a place while the relay is away: it stands there at once and leaves when the relay is back', async () => {
    await company.relay.kill()
    await attach('Геопозиция')
    await type('place-where', '59.93863, 30.31413')
    await type('place-name', 'Второй склад')
    await send()
    await inbox.stageOf('Второй склад', 'typed')
    await company.relay.start()
    await inbox.stageOf('Второй склад', 'delivered')
    const places = () => anna().received.filter(({ content }) => content.locationMessage?.name === 'Второй склад')
    expect(places()).toHaveLength(1)
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Colleague, Company, cast } from '../world/company.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { inBothThemes } from './screen-check.ts'

/** The smallest picture there is: one red pixel. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

describe('nothing that is written is lost, and nothing leaves by mistake', () => {
  let company: Company
  let olga: Colleague
  let inbox: InboxPage
  const anna = () => company.client('anna')
  const box = () => inbox.page.getByTestId('composer-input')
  const text = () => box().inputValue()
  /** The popup is opened by the button in the toolbar, and the conversation from its list. */
  const openPopup = async () => {
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.open(cast.anna.name)
  }

  beforeAll(async () => {
    company = await Company.open()
    await company.pairPhone()
    olga = await company.hire('Ольга Котова')
    await anna().sendText(cast.company.number, 'Когда отгрузка?')
    await openPopup()
  })
  afterAll(() => company?.close())

  it('a popup that is closed in the middle of a word keeps the word, the caret and the files', async () => {
    await box().pressSequentially('Завтра до обе')
    await inbox.page.getByTestId('attach-input').setInputFiles({
      name: 'накладная.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4'),
    })
    await inbox.page.getByTestId('attached-file').waitFor()
    await box().press('Home')
    // The last key and the end of the page in one breath: nothing of the page runs any more after it, and perhaps it does not even answer.
    const gone = inbox.page.waitForURL('about:blank')
    const lastKey = inbox.page.evaluate(`(() => {
      const box = document.querySelector('[data-testid=composer-input]')
      box.setRangeText('«', 0, 0, 'end')
      box.dispatchEvent(new InputEvent('input', { bubbles: true }))
      location.replace('about:blank')
    })()`)
    lastKey.catch(() => undefined)
    await gone
    await inbox.page.close()
    await openPopup()
    await expect.poll(text).toBe('«Завтра до обе')
    await inbox.page.getByTestId('attached-file').getByText('накладная.pdf').waitFor()
    expect(await box().evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(1)
  })

  it('somebody else’s sign-out wipes his browser, and not what is half written in this one', async () => {
    const options = await olga.browser.options()
    await options.goto(olga.browser.address('options.html#/access'))
    await options.getByRole('button', { name: 'Выйти' }).click()
    await options.getByRole('group').getByRole('button', { name: 'Выйти' }).click()
    const popup = await olga.browser.popup()
    await popup.getByText('Войдите, чтобы увидеть чаты').waitFor()
    expect(await popup.getByTestId('conversation-row').count()).toBe(0)
    await inbox.page.close()
    await openPopup()
    await expect.poll(text).toBe('«Завтра до обе')
    await inbox.page.getByTestId('attached-file').getByText('накладная.pdf').waitFor()
    await popup.close()
    await options.close()
    olga = await company.handCodeTo('Ольга Котова')
    await box().press('Control+a')
    await box().press('Delete')
    await inbox.page.getByTestId('attached-file').getByRole('button').click()
    await expect.poll(() => inbox.page.getByTestId('attached-file').count()).toBe(0)
  })

  it('a popup that is closed in the middle of a poll opens with the poll; one that was left is gone', async () => {
    const question = () => inbox.page.getByTestId('poll-question')
    await inbox.page.getByTestId('attach').click()
    await inbox.page.getByTestId('attach-poll').click()
    await question().pressSequentially('Когда вам удобне')
    const gone = inbox.page.waitForURL('about:blank')
    const lastKey = inbox.page.evaluate(`(() => {
      const field = document.querySelector('[data-testid=poll-question]')
      field.setRangeText('е', field.value.length, field.value.length, 'end')
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      location.replace('about:blank')
    })()`)
    lastKey.catch(() => undefined)
    await gone
    await inbox.page.close()
    inbox = new InboxPage(await company.administrator.browser.popup())
    await inbox.showAll()
    await inbox.row(cast.anna.name).click()
    await expect.poll(() => question().inputValue()).toBe('Когда вам удобнее')
    await question().press('Escape')
    await box().waitFor()
    await inbox.page.close()
    await openPopup()
    await box().waitFor()
    expect(await question().count()).toBe(0)
  })

  it('pictures that are pasted and dropped leave one by one, the words with the first; pasted text stays text', async () => {
    await dragOver(inbox.page)
    await inbox.page.getByTestId('drop-place').waitFor()
    await inBothThemes(inbox.page, 'popup-drop')
    await inbox.page.evaluate(`${transferOf(['первая.png', 'вторая.png'])}
      document.querySelector('.messages').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))`)
    await inbox.page.evaluate(`${transferOf(['image.png'])}
      ${paste}
      dataTransfer.setData('text/plain', 'ячейка')
      ${paste}`)
    await expect.poll(() => inbox.page.getByTestId('attached-file').count()).toBe(3)
    await inBothThemes(inbox.page, 'popup-attached')
    const before = anna().received.length
    await inbox.reply('Смотрите')
    await expect.poll(() => anna().received.length).toBe(before + 3)
    const leftNow = anna()
      .received.slice(before)
      .map((message) => [message.text || 'no words', message.file?.mime])
    expect(leftNow).toEqual([
      ['Смотрите', 'image/png'],
      ['no words', 'image/png'],
      ['no words', 'image/png'],
    ])
  })

  it('a hidden note reaches the colleague whom it mentions, and never the client', async () => {
    await box().pressSequentially('Клиенту напишу потом')
    await box().press('Alt+KeyN')
    await inbox.page.getByTestId('note-notice').getByText('клиент его не увидит').waitFor()
    expect(await text()).toBe('')
    await box().pressSequentially('Посмотри остаток, @оль')
    await inbox.page.getByTestId('colleague').getByText('Ольга Котова').waitFor()
    await inBothThemes(inbox.page, 'popup-note')
    await box().press('Enter')
    await expect.poll(text).toBe('Посмотри остаток, @Ольга Котова ')
    await inbox.page.close()
    await openPopup()
    await expect.poll(text).toBe('Посмотри остаток, @Ольга Котова ')
    await box().press('Enter')
    await inbox.page.locator('[data-testid=note]:not(.note-waits)').filter({ hasText: 'Посмотри остаток' }).waitFor()
    // Whoever goes on writes to the client again, and finds what was for him.
    expect(await text()).toBe('Клиенту напишу потом')
    await expect.poll(() => inbox.page.getByTestId('note-notice').isHidden()).toBe(true)
    await box().fill('Уже отгрузили')
    await box().press('Enter')
    await anna().waitForMessage((message) => message.text === 'Уже отгрузили')
    expect(anna().received.some((message) => message.text?.includes('остаток'))).toBe(false)
    const hers = new InboxPage(await olga.browser.popup())
    await hers.showAll()
    await hers.open(cast.anna.name)
    await hers.page.getByTestId('note').filter({ hasText: 'Посмотри остаток' }).waitFor()
    await hers.page.close()
  })

  it('a text that is saved as a quick reply is offered by a slash, and put in order in the settings', async () => {
    await box().fill('Мы работаем до шести')
    await inbox.page.getByTestId('templates-open').click()
    await inbox.page.getByTestId('save-as-quick-reply').click()
    await inbox.page.getByTestId('save-quick-reply-name').fill('Часы работы')
    await inbox.page.getByTestId('save-quick-reply').click()
    await inbox.page.getByTestId('template').getByText('Часы работы').waitFor()
    await inBothThemes(inbox.page, 'popup-quick-replies')
    await box().fill('/час')
    await box().press('Enter')
    await expect.poll(text).toBe('Мы работаем до шести')
    await box().fill('')
    await company.openPart('quickReplies')
    await company.options.getByTestId('quick-reply').getByText('Часы работы').waitFor()
    await company.options.getByTestId('quick-reply-add').click()
    await company.options.getByTestId('quick-reply-name').fill('Адрес')
    await company.options.getByTestId('quick-reply-text').fill('Ленина, 1')
    await company.options.getByTestId('quick-reply-save').click()
    await expect.poll(() => company.options.getByTestId('quick-reply').count()).toBe(2)
    await company.options.getByRole('button', { name: 'Выше: Адрес' }).click()
    await expect.poll(() => company.options.getByTestId('quick-reply').first().textContent()).toContain('Адрес')
    await inBothThemes(company.options, 'options-quick-replies')
  })

  it('an emoji goes where the caret is, and nothing is asked of any network for it', async () => {
    const asked: string[] = []
    inbox.page.on('request', (request) => asked.push(request.url()))
    await box().fill('Спасибо!')
    await box().press('ArrowLeft')
    await inbox.page.getByTestId('emoji-open').click()
    await inbox.page.locator('emoji-picker input.search').fill('сердце')
    await inbox.page.locator('emoji-picker .tabpanel [role=option]').first().waitFor()
    await inBothThemes(inbox.page, 'popup-emoji')
    await inbox.page.locator('emoji-picker .tabpanel [role=option]').first().click()
    await expect.poll(text).toMatch(/^Спасибо.+!$/)
    await box().fill('')
    expect(asked.filter((url) => !/^(chrome|moz)-extension:|^blob:/.test(url))).toEqual([])
  })

  it('where Ctrl+Enter was chosen to send, Enter is a new line', async () => {
    const options = await company.openPart('appearance')
    await options.getByText('Ctrl+Enter — отправить').click()
    await inBothThemes(options, 'options-appearance')
    await box().pressSequentially('Раз')
    await box().press('Enter')
    await box().pressSequentially('Два')
    await expect.poll(text).toBe('Раз\nДва')
    await box().press('Control+Enter')
    await anna().waitForMessage((message) => message.text === 'Раз\nДва')
  })

  it('an upload that is cancelled ends: its words come back, nothing of it is sent or kept', async () => {
    await inbox.page.evaluate(`(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(60 * 1024 * 1024)], 'склад.bin'))
      ${paste}
    })()`)
    await inbox.page.getByTestId('attached-file').waitFor()
    const before = anna().received.length
    await inbox.reply('Остатки склада')
    await inbox.page.getByTestId('cancel-sending').click()
    await expect.poll(text).toBe('Остатки склада')
    await expect.poll(() => inbox.page.getByTestId('cancel-sending').count()).toBe(0)
    await box().fill('Пришлю позже')
    await box().press('Control+Enter')
    await anna().waitForMessage((message) => message.text === 'Пришлю позже')
    expect(
      anna()
        .received.slice(before)
        .map((message) => message.text),
    ).toEqual(['Пришлю позже'])
  })
})

const dragOver = (page: Page) =>
  page.evaluate(`${transferOf(['первая.png'])}
    document.querySelector('.messages').dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }))`)

/** Pastes what `dataTransfer` holds. Firefox's event takes it from nobody who makes one. */
const paste = `document.querySelector('[data-testid=composer-input]').dispatchEvent(Object.defineProperty(
  new ClipboardEvent('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: dataTransfer }))`

/** What a hand brings that holds these pictures. */
const transferOf = (names: string[]) => `const dataTransfer = new DataTransfer()
  const bytes = Uint8Array.from(atob('${picture}'), (sign) => sign.charCodeAt(0))
  for (const name of ${JSON.stringify(names)}) dataTransfer.items.add(new File([bytes], name, { type: 'image/png' }))
`

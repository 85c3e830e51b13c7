import type { Page } from 'playwright-core'
import { conversationId } from '../../extension/background/cast.ts'
import { leaveForm, withAnna } from './in-conversations.ts'
import { type Screen, type Stage, screen } from './stage.ts'

const link = 'https://yandex.ru/maps/213/moscow/?ll=37.500000%2C55.700000&pt=37.617778,55.755833&z=16'

const box = (page: Page) => page.getByTestId('composer-input')
const afresh = async (stage: Stage): Promise<Page> => {
  const page = await stage.popup()
  await leaveForm(page)
  await page.goto('about:blank')
  return await withAnna(stage)
}
const attach = async (stage: Stage, what: 'place' | 'contact' | 'poll'): Promise<Page> => {
  const page = await afresh(stage)
  await page.getByTestId('attach').click()
  await page.getByTestId(`attach-${what}`).click()
  await page.getByTestId('attach-form').waitFor()
  return page
}

/** The composer, and what opens above it. */
export const whatIsWritten: Screen[] = [
  screen('composer-note', 'a note, and who is meant by it', async (stage) => {
    const page = await afresh(stage)
    await box(page).press('Alt+KeyN')
    await box(page).pressSequentially('Посмотри остаток, @')
    await page.getByTestId('colleague').first().waitFor()
    return page
  }),
  screen('composer-emoji', 'emoji', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await box(page).fill('')
    await box(page).press('Alt+KeyN')
    await page.getByTestId('emoji-open').click()
    await page.locator('emoji-picker .tabpanel [role=menuitem]').first().waitFor()
    return page
  }),
  screen('composer-templates', 'templates of 1C and one’s own texts', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await box(page).fill('/')
    // One's own and 1C's.
    for (const name of ['Часы работы', 'Реквизиты'])
      await page.getByTestId('template').filter({ hasText: name }).waitFor()
    return page
  }),
  screen('template-unfilled', 'what could not be filled in does not leave', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('template').filter({ hasText: 'Заказ готов' }).click()
    await page.getByTestId('unfilled').waitFor()
    return page
  }),
  screen('save-quick-reply', 'what was typed becomes a quick reply', async (stage) => {
    const page = await stage.popup()
    await box(page).fill('Мы работаем до шести, обед с часу до двух.')
    await page.getByTestId('templates-open').click()
    await page.getByTestId('save-as-quick-reply').click()
    await page.getByTestId('save-quick-reply-name').fill('Обед')
    return page
  }),
  screen('attach-menu', 'what can be attached', async (stage) => {
    await box(await stage.popup()).fill('')
    const page = await afresh(stage)
    await page.getByTestId('attach').click()
    await page.getByTestId('attach-poll').waitFor()
    return page
  }),
  screen('attach-place', 'a place, from the link of a map', async (stage) => {
    const page = await attach(stage, 'place')
    await page.getByTestId('place-where').fill(link)
    await page.getByTestId('place-name').fill('Наш склад')
    await page.getByTestId('place-read').filter({ hasText: '55.75583' }).waitFor()
    return page
  }),
  screen('attach-place-short', 'a short link holds no place', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('place-where').fill('https://yandex.ru/maps/-/CDabcdef')
    await page.getByTestId('place-read').filter({ hasText: '55.75583' }).waitFor({ state: 'detached' })
    return page
  }),
  screen('attach-contact', 'somebody’s card', async (stage) => {
    const page = await attach(stage, 'contact')
    await page.getByTestId('contact-name').fill('Пётр Кладовщиков')
    await page.getByTestId('contact-phone-0').fill('+7 916 000-11-22')
    return page
  }),
  screen('attach-poll', 'a poll', async (stage) => {
    const page = await attach(stage, 'poll')
    await page.getByTestId('poll-question').fill('Когда приедете?')
    for (const [place, option] of ['Утром', 'Днём', 'Вечером'].entries()) {
      await page.getByTestId(`poll-option-${place}`).fill(option)
    }
    return page
  }),
  screen('attach-poll-twice', 'a poll with one answer twice', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('poll-option-1').fill('Утром')
    return page
  }),
  screen('drop', 'where files are dropped', async (stage) => {
    const page = await afresh(stage)
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['1'], 'накладная.pdf', { type: 'application/pdf' }))
      document.querySelector('.messages').dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }))
    })()`)
    await page.getByTestId('drop-place').waitFor()
    return page
  }),
  screen('attached', 'files that wait to be sent', async (stage) => {
    const page = await afresh(stage)
    const file = (name: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.alloc(48_213) })
    await page
      .getByTestId('attach-input')
      .setInputFiles([
        file('Накладная № 1284 от 12 ноября, с подписями и печатями.pdf', 'application/pdf'),
        file('Прайс.xlsx', 'application/octet-stream'),
      ])
    await page.getByTestId('attached-file').nth(1).waitFor()
    return page
  }),
  screen('too-long', 'a text that is too long', async (stage) => {
    const page = await stage.popup()
    await box(page).fill('Очень длинный договор. '.repeat(450))
    await page.locator('.problem').first().waitFor()
    return page
  }),
  screen('microphone', 'a page asks for the microphone', async (stage) => {
    const popup = await stage.popup()
    await box(popup).fill('')
    for (let left = 2; left > 0; left -= 1) {
      await popup.getByTestId('attached-file').first().getByRole('button').click()
      await popup
        .getByTestId('attached-file')
        .nth(left - 1)
        .waitFor({ state: 'detached' })
    }
    const page = await stage.browser.context.newPage()
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto(stage.browser.address('microphone.html'))
    await stage.browser.refuseMicrophone()
    await page.locator('.microphone-page [data-tone=bad]').waitFor()
    return page
  }),
  screen('microphone-granted', 'it is granted', async (stage) => {
    const page = stage.browser.context.pages().find((each) => each.url().endsWith('microphone.html'))
    if (page === undefined) throw new Error('The page that asks for the microphone is gone.')
    await stage.browser.allowMicrophone(() => page.locator('.microphone-page button').click())
    await page.getByTestId('microphone-close').waitFor()
    return page
  }),
  screen('voice-recording', 'a voice message is recorded', async (stage) => {
    const page = await afresh(stage)
    await page.getByTestId('voice-record').click()
    await page
      .getByTestId('voice-length')
      .filter({ hasText: /[1-9]$/ })
      .waitFor()
    return page
  }),
  screen('voice-ready', 'it can be listened to before it leaves', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('voice-finish').click()
    await page.locator('[data-testid=voice-recorder][data-step=ready]').waitFor()
    return page
  }),
  screen('file-choice', 'Firefox’s own window for files', async (stage) => {
    await (await stage.popup()).getByTestId('voice-cancel').click()
    const page = await stage.browser.context.newPage()
    await page.setViewportSize({ width: 480, height: 360 })
    await page.goto(stage.browser.address(`files.html#/${conversationId(1)}/file`))
    await page.getByTestId('file-choice').waitFor()
    return page
  }),
]

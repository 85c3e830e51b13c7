import { conversationId } from '../../extension/background/cast.ts'
import { refused } from '../../extension/background/scripted-relay.ts'
import { type Screen, screen } from './stage.ts'

const nothingFound = { conversations: [], messages: [] }
const tabs = ['mine', 'queued', 'all', 'closed'] as const

/** The list, and what opens above it. */
export const aboveTheList: Screen[] = [
  ...tabs.map((tab, place) =>
    screen(`list-${tab}`, `the tab «${tab}» with its count`, async (stage) => {
      const page = await stage.popup()
      await page.getByTestId('conversation-row').first().waitFor()
      await page.keyboard.press(`Alt+${place + 1}`)
      await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor()
      return page
    }),
  ),
  screen('peace', 'for how long nobody is to be disturbed', async (stage) => {
    const page = await stage.list(1)
    await page.getByTestId('peace').click()
    await page.getByTestId('peace-hour').waitFor()
    return page
  }),
  screen('header-menu', 'where else the inbox opens', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await page.getByTestId('header-menu').click()
    await page.getByTestId('open-keys').waitFor()
    return page
  }),
  screen('keys', 'all keys', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('open-keys').click()
    await page.getByTestId('keys-sheet').waitFor()
    return page
  }),
  screen('search', 'what was found', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await page.getByTestId('search').fill('договор')
    await page.getByTestId('found-message').first().waitFor()
    return page
  }),
  screen('search-nothing', 'nothing was found', async (stage) => {
    const page = await stage.popup()
    stage.relay.answer(`GET /search?q=${encodeURIComponent('абвгдейка')}`, () => ({ json: nothingFound }))
    await page.getByTestId('search').fill('абвгдейка')
    await page.getByTestId('found-words').filter({ hasText: /\S/ }).waitFor()
    return page
  }),
  screen('search-refused', 'the relay could not search', async (stage) => {
    const page = await stage.popup()
    stage.relay.answer(`GET /search?q=${encodeURIComponent('накладная')}`, () => ({
      status: 500,
      json: refused('internal'),
    }))
    await page.getByTestId('search').fill('накладная')
    // Longer than «Searching».
    await page.getByTestId('found-words').filter({ hasText: /.{30}/ }).waitFor()
    return page
  }),
  screen('write-first', 'a phone of nobody who has written yet', async (stage) => {
    const page = await stage.popup()
    const phone = '8 903 111-22-33'
    stage.relay.answer(`GET /search?q=${encodeURIComponent(phone)}`, () => ({ json: nothingFound }))
    await page.getByTestId('search').fill(phone)
    await page.getByTestId('write-first').waitFor()
    return page
  }),
  screen('write-first-refused', 'writing first is not allowed', async (stage) => {
    stage.relay.answer('POST /conversations', () => ({ status: 403, json: refused('firstMessageNotAllowed') }))
    const page = await stage.popup()
    await page.getByTestId('write-first').click()
    await page.locator('.problem').first().waitFor()
    return page
  }),
  screen('phone-which', 'in the selected text stand two phones', async (stage) => {
    const page = await stage.popup()
    const text = encodeURIComponent('8 916 123-45-67, 8 (926) 987-65-43')
    await page.goto('about:blank')
    await page.goto(stage.browser.address(`popup.html#/phone/begin/${text}`))
    await page.getByTestId('phone-choice').first().waitFor()
    return page
  }),
  screen('phone-none', 'in the selected text stands no phone', async (stage) => {
    const page = await stage.popup()
    const text = encodeURIComponent('ООО «Ромашка»')
    await page.goto('about:blank')
    await page.goto(stage.browser.address(`popup.html#/phone/begin/${text}`))
    await page.locator('.banner[data-tone=warn]').waitFor()
    return page
  }),
  screen('kept-words', 'a colleague was faster: what was half written is there', async (stage) => {
    await (await stage.popup()).goto('about:blank')
    const page = await stage.conversation(9)
    await page.getByTestId('composer-input').fill('Добрый день, Дарья! Договор пришлю сегодня.')
    await stage.list(2)
    await page.getByTestId('conversation-row').filter({ hasText: 'Договор пришлю сегодня' }).waitFor()
    stage.tell({ type: 'gone', conversationIds: [conversationId(9)], takenBy: 'Борис Орлов' })
    await page.getByTestId('taken').waitFor()
    return page
  }),
  screen('list-after-kept-words', 'and goes when it was read', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('taken').getByRole('button').last().click()
    await page.getByTestId('taken').waitFor({ state: 'detached' })
    return page
  }),
]

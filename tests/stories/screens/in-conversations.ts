import type { Page } from 'playwright-core'
import { conversationId, messageId } from '../../extension/background/cast.ts'
import { refused } from '../../extension/background/scripted-relay.ts'
import { orlov } from '../busy-day/people.ts'
import { type Screen, type Stage, screen } from './stage.ts'

/** With Anna, whom 1C knows. */
export const withAnna = async (stage: Stage): Promise<Page> => {
  const page = await stage.conversation(1)
  await page.getByTestId('message').filter({ hasText: 'Когда будет отгрузка?' }).waitFor()
  return page
}

/** A form keeps what was typed in it also when its page goes: it is left by Esc. */
export const leaveForm = async (page: Page): Promise<void> => {
  const form = page.getByTestId('attach-form')
  if ((await form.count()) === 0) return
  await form.locator('input, button').first().press('Escape')
  await form.waitFor({ state: 'detached' })
}

const scrollTo = (page: Page, share: number) =>
  page.locator('.messages').evaluate((element, part) => {
    element.scrollTop = (element.scrollHeight - element.clientHeight) * part
  }, share)

const openMenuOf = async (page: Page, words: string): Promise<void> => {
  const line = page.locator('.message-line').filter({ hasText: words })
  await line.getByTestId('message-menu').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
}
/** By what it does: its words are another language's. */
const choose = (page: Page, deed: string) => page.locator(`[role=menuitem][data-deed=${deed}]`)

/** What has been said, and what is done with it. */
export const inConversations: Screen[] = [
  screen('conversation', 'notes, a hand-over, a refusal', async (stage) => {
    await stage.list(1)
    return await withAnna(stage)
  }),
  screen('conversation-writing', 'a colleague is writing there', async (stage) => {
    stage.relay.tell({ type: 'typing', conversationId: conversationId(1), employeeId: orlov.id })
    const page = await stage.popup()
    await page.getByTestId('writing').getByText('Борис').waitFor()
    return page
  }),
  screen('conversation-menu', 'what may be done with the conversation', async (stage) => {
    const page = await withAnna(stage)
    await page.getByTestId('conversation-menu').click()
    await page.locator('[data-deed=handOver]').waitFor()
    return page
  }),
  screen('hand-over', 'to whom it may be handed over', async (stage) => {
    const page = await stage.popup()
    await page.locator('[data-deed=handOver]').click()
    await page.getByTestId('hand-over-to').waitFor()
    return page
  }),
  screen('viewer', 'a picture, enlarged', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await page.getByTestId('message').filter({ hasText: 'Одна коробка' }).scrollIntoViewIfNeeded()
    await page.locator('.picture-button').first().click()
    await page.getByRole('dialog').locator('img').waitFor()
    return page
  }),
  screen('message-menu', 'what may be done with a message', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await openMenuOf(page, 'Заменим, новую')
    return page
  }),
  screen('message-quoting', 'a message is answered', async (stage) => {
    const page = await stage.popup()
    await choose(page, 'quote').click()
    await page.getByTestId('quoting').waitFor()
    return page
  }),
  screen('message-delete', 'deleting asks first', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await openMenuOf(page, 'Заменим, новую')
    await choose(page, 'delete').click()
    return page
  }),
  screen('message-editing', 'a message of ours is edited', async (stage) => {
    const page = await withAnna(stage)
    await page.reload()
    await withAnna(stage)
    await openMenuOf(page, 'Заменим, новую')
    await choose(page, 'edit').click()
    await page.getByTestId('editing').waitFor()
    return page
  }),
  screen('older-failed', 'older messages could not be loaded, and can be asked for again', async (stage) => {
    stage.relay.answer(olderThan(1), () => ({ status: 500, json: refused('internal') }))
    const page = await withAnna(stage)
    await page.reload()
    await withAnna(stage)
    await scrollTo(page, 0)
    await page.locator('.older-mark .link-button').waitFor()
    await scrollTo(page, 0)
    return page
  }),
  screen('older-none', 'asked again: it is the beginning', async (stage) => {
    stage.relay.answer(olderThan(1), () => ({ json: { messages: [], more: false } }))
    const page = await stage.popup()
    await page.locator('.older-mark .link-button').click()
    await page.locator('.older-mark').filter({ hasText: /\S/ }).waitFor()
    await page.locator('.older-mark .link-button').waitFor({ state: 'detached' })
    return page
  }),
  screen('new-below', 'something new came while somebody reads farther up', async (stage) => {
    const page = await stage.popup()
    stage.said(1, stage.line({ text: 'И ещё вопрос' }))
    await page.locator('[data-testid=to-bottom][data-new=true]').waitFor()
    return page
  }),
  ...[0, 0.17, 0.34, 0.51, 0.68, 0.85, 1].map((share, place) =>
    screen(`kinds-${place + 1}`, `every kind of message, part ${place + 1}`, async (stage) => {
      const page = await stage.conversation(2)
      await page.getByTestId('message').filter({ hasText: 'Первое сообщение' }).waitFor()
      await scrollTo(page, share)
      await page.locator('.message-picture img').first().waitFor()
      return page
    }),
  ),
  screen('gone', 'the conversation is not here', async (stage) => {
    const page = await stage.popup()
    await page.goto(stage.browser.address(`popup.html#/conversation/${conversationId(99)}`))
    await page.locator('.messages-place[data-known=true]').waitFor()
    return page
  }),
  screen('wide', 'list and conversation side by side', async (stage) => {
    const page = await withAnna(stage)
    await page.setViewportSize({ width: 1100, height: 700 })
    return page
  }),
  screen('wide-nothing-open', 'a window of its own in which nothing is open yet', async (stage) => {
    const page = await stage.popup()
    await page.goto(stage.browser.address('popup.html?window'))
    await page.getByTestId('conversation-row').first().waitFor()
    return page
  }),
  screen('window', 'a narrow window of its own', async (stage) => {
    const page = await stage.popup()
    await page.setViewportSize({ width: 480, height: 760 })
    return page
  }),
  screen('zoomed-list', 'the list at 200 %', async (stage) => {
    const page = await stage.popup()
    await page.setViewportSize({ width: 200, height: 300 })
    return page
  }),
  screen('zoomed-conversation', 'a conversation at 200 %', async (stage) => {
    const page = await stage.popup()
    await page.getByTestId('conversation-row').first().press('Enter')
    await page.getByTestId('composer-input').waitFor()
    return page
  }),
  screen('side-panel', 'the same in the side panel', async (stage) => {
    await (await stage.popup()).setViewportSize({ width: 400, height: 600 })
    const page = await stage.popup()
    await page.goto(stage.browser.address('sidepanel.html'))
    await page.getByTestId('conversation-row').first().waitFor()
    return page
  }),
]

const olderThan = (first: number): string =>
  `GET /conversations/${conversationId(1)}/messages?before=${messageId(first)}`

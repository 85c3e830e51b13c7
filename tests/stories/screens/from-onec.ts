import { openPageHtml } from '../../../relay/api/open-page-html.ts'
import { conversationId, messageId } from '../../extension/background/cast.ts'
import { baseId } from '../busy-day/chats.ts'
import { maria } from '../busy-day/people.ts'
import { leaveForm, withAnna } from './in-conversations.ts'
import { type Screen, type Stage, screen } from './stage.ts'

const invoice = { documentRef: 'Документ.Счет:12', title: 'Счет № 12', date: '2026-11-20', sum: '12 000,00 ₽' }
const act = { documentRef: 'Документ.Акт:3', title: 'Акт № 3 от 21.11.2026', date: '2026-11-21' }
const lookups = `POST /conversations/${conversationId(1)}/document-lookups`
const askFor = async (stage: Stage, number: number) => {
  const popup = await stage.popup()
  await leaveForm(popup)
  await popup.goto('about:blank')
  const page = await stage.conversation(number)
  await page.getByTestId('attach').click()
  await page.getByTestId('attach-document').click()
  await page.getByTestId('attach-form').waitFor()
  return page
}
const card = (ref: string, name: string, kind: 'counterparty' | 'person') => ({ baseId, ref, name, kind })

/** Documents, tasks and cards. */
export const fromOnec: Screen[] = [
  screen('documents-asked', '1C is asked for the client’s documents', async (stage) => {
    stage.relay.answer(lookups, () => ({ status: 202, json: {} }))
    const page = await askFor(stage, 1)
    await page.getByTestId('documents-sentence').locator('.spinner').waitFor()
    return page
  }),
  screen('documents', 'they are there', async (stage) => {
    const asked = stage.relay.asked.findLast(({ request }) => request === lookups)?.body ?? ''
    const lookupId = JSON.parse(asked).id
    stage.relay.tell({ type: 'documents', lookupId, documents: [invoice, act] })
    const page = await stage.popup()
    await page.getByTestId('document').first().click()
    await page.getByTestId('document-caption').fill('Ваш счёт')
    return page
  }),
  screen('documents-nobody', '1C does not know this client', async (stage) => {
    stage.becomes(4, { contact: { ...stage.chat(4).contact, clients: [] } })
    const page = await askFor(stage, 4)
    await page.getByTestId('documents-sentence').waitFor()
    return page
  }),
  screen('client-not-found', 'and says so below the name', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    await page.locator('[data-testid=client][data-client=nobody]').waitFor()
    return page
  }),
  screen('client-choice', 'the phone stands on two cards', async (stage) => {
    const clients = [card('К:1', 'ООО «Ромашка-Юг»', 'counterparty'), card('К:2', 'Ильин Пётр Сергеевич', 'person')]
    stage.becomes(8, { contact: { ...stage.chat(8).contact, clients } })
    const page = await stage.conversation(8)
    await page.getByTestId('client-choose').click()
    await page.getByTestId('client-card').first().waitFor()
    return page
  }),
  screen('task-form', 'a task is made of a message', async (stage) => {
    const page = await withAnna(stage)
    const line = page.locator('.message-line').filter({ hasText: 'Когда будет отгрузка?' })
    await line.getByTestId('message-menu').focus()
    await page.keyboard.press('Enter')
    await page.locator('[role=menuitem][data-deed=task]').click()
    await page.getByTestId('task-text').waitFor()
    return page
  }),
  screen('task-notes', 'asked for, made, refused', async (stage) => {
    const page = await stage.popup()
    await page.keyboard.press('Escape')
    const about = { kind: 'note', origin: 'employee', authorId: maria.id, quotedMessageId: messageId(9) } as const
    const task = (state: 'asked' | 'made' | 'refused') => ({ baseId, task: { state } })
    stage.said(1, stage.line({ ...about, text: 'Проверить отгрузку', note: task('asked') }))
    stage.said(
      1,
      stage.line({
        ...{ ...about, origin: 'onec', text: 'Задача: Позвонить Анне' },
        note: { ...task('made'), url: 'e1cib/data/Задача?ref=1' },
      }),
    )
    stage.said(
      1,
      stage.line({
        ...about,
        text: 'Вернуть деньги',
        note: { baseId, task: { state: 'refused', reason: 'Нет прав на задачи' } },
      }),
    )
    await page.getByTestId('note').filter({ hasText: 'Вернуть деньги' }).waitFor()
    return page
  }),
  screen('waits-for-1c', 'a reply waits for 1C’s next run', async (stage) => {
    const page = await withAnna(stage)
    const at = Date.now()
    stage.said(
      1,
      stage.line({
        origin: 'employee',
        authorId: maria.id,
        text: 'Документы пришлю, как машина выедет.',
        stages: [{ stage: 'accepted', at }],
      }),
    )
    await page.getByTestId('onec-wait').waitFor()
    return page
  }),
  screen('open-page', 'a link of 1C, where the extension is not allowed', async (stage) => {
    const phone = { e164: '+79161234567', shown: '+7 916 123-45-67' }
    stage.relay.answer('GET /open?phone=1', () => ({ text: openPageHtml(phone, stage.language) }))
    const page = await stage.browser.context.newPage()
    await page.setViewportSize({ width: 900, height: 640 })
    await page.goto(`${stage.relay.address}/open?phone=1`)
    return page
  }),
  screen('open-page-opened', 'and where it has opened the conversation', async (stage) => {
    const page = stage.browser.context.pages().at(-1) ?? (await stage.popup())
    await page.evaluate("document.documentElement.dataset.panel = 'opened'")
    return page
  }),
  screen('open-page-bad', 'what is no phone', async (stage) => {
    stage.relay.answer('GET /open?phone=2', () => ({ text: openPageHtml(undefined, stage.language) }))
    const page = stage.browser.context.pages().at(-1) ?? (await stage.popup())
    await page.goto(`${stage.relay.address}/open?phone=2`)
    return page
  }),
]

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { channelStatusSchema } from '../../shared/channel-status.ts'
import { anna, channel, conversation, fileId, ivan, messageId, olga } from '../extension/background/cast.ts'
import { type ScriptedRelay, startScriptedRelay, welcome } from '../extension/background/scripted-relay.ts'
import { Browser } from '../world/browser.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { signInBrowser } from '../world/sign-in.ts'
import { everyKind } from './one-of-every-kind.ts'
import { inBothThemes } from './screen-check.ts'
import { tone } from './tone.ts'

/** A relay that says what a real one says only now and then: so each state can be looked at. */
describe('with every kind of message and every state of a number', () => {
  let relay: ScriptedRelay
  let browser: Browser
  let inbox: InboxPage
  let options: Page
  const now = Date.now()
  const messages = everyKind(now)
  const last = messages.at(-1)
  const maria = { ...anna, name: 'Мария', rights: [...anna.rights, 'admin' as const] }
  const second = '00000000-0000-7000-8004-000000000002'
  const number = (change: object): ChannelStatus =>
    v.parse(channelStatusSchema, { ...channel('online'), since: now, ...change })
  const sales = number({
    title: 'Отдел продаж',
    phone: '+74951234567',
    name: 'Ромашка',
    allowance: { used: 8, limit: 20 },
  })
  const service = number({ channelId: second, title: 'Сервис', position: 1, phone: '+74957654321' })

  beforeAll(async () => {
    relay = await startScriptedRelay()
    const picture = readFileSync('docs/images/popup-list-light.png')
    relay.answer(`GET /files/${fileId(1)}`, () => ({ bytes: picture, mime: 'image/png' }))
    relay.answer(`GET /files/${fileId(1)}/thumbnail`, () => ({ bytes: picture, mime: 'image/jpeg' }))
    relay.answer(`GET /files/${fileId(4)}`, () => ({ bytes: tone(2), mime: 'audio/wav' }))
    relay.answer(`POST /conversations/${ivan.id}/read`, () => ({ status: 204 }))
    relay.answer('GET /snapshot', () => ({ json: snapshot() }))
    relay.answer('GET /channels', () => ({
      json: {
        channels: [sales, service].map((each) => ({
          channel: each,
          settings: { ...defaultChannelSettings, writeFirst: true },
        })),
      },
    }))
    relay.onHello = ({ cursor }) => [
      welcome({ snapshotNeeded: cursor === undefined, channels: [sales, service] }, maria),
    ]
    browser = await Browser.open({ language: 'ru' })
    options = await browser.options()
    relay.answer('GET /healthz', () => ({ json: { product: 'messenger-panel' } }))
    relay.answer('POST /sign-in', () => ({ json: { token: 'token-of-maria', employee: maria } }))
    await signInBrowser(options, relay.address, 'AAAA-BBBB-CCCC')
    inbox = new InboxPage(await browser.popup())
    await inbox.showAll()
  })
  afterAll(async () => {
    await browser?.discard()
    await relay?.stop()
  })

  const snapshot = () => ({
    cursor: 1,
    conversations: [
      {
        conversation: conversation(ivan, {
          revision: 1,
          lastMessageAt: now,
          lastMessage: { id: last?.id ?? messageId(1), origin: 'client', kind: 'voice', text: '' },
        }),
        messages,
      },
      {
        conversation: {
          ...conversation(olga, {
            revision: 1,
            lastMessageAt: now - 5,
            lastMessage: { id: messageId(99), origin: 'client', kind: 'call', text: '' },
          }),
          channelId: second,
        },
        messages: [],
      },
    ],
  })

  it('the list says which number a conversation belongs to, and finds by name and phone', async () => {
    await inbox.row('Ольга').getByText('Сервис').waitFor()
    await inBothThemes(inbox.page, 'popup-list-two-numbers')
    await inbox.page.keyboard.press('/')
    await inbox.page.keyboard.type('765 43')
    await expect.poll(() => inbox.page.getByTestId('conversation-row').count()).toBe(1)
    await inbox.page.getByTestId('search').fill('8 903 111-22-33')
    await inbox.page.getByText('сегодня ещё 12 новых диалогов').waitFor()
    await inBothThemes(inbox.page, 'popup-write-first')
    await inbox.page.getByTestId('search').fill('')
  })

  it('each message of a conversation can be seen', async () => {
    await inbox.open('Иван')
    const list = inbox.page.locator('.messages')
    for (const [place, share] of [0, 0.17, 0.34, 0.51, 0.68, 0.85, 1].entries()) {
      await list.evaluate((element, part) => {
        element.scrollTop = (element.scrollHeight - element.clientHeight) * part
      }, share)
      await inbox.page.locator('.message-picture img').first().waitFor()
      await inBothThemes(inbox.page, `popup-kinds-${place + 1}`)
    }
  })

  it('a picture opens large and closes again, and the conversation stays', async () => {
    await inbox.message('Вот шильдик').getByRole('button', { name: 'шильдик.jpg' }).click()
    await inbox.page.getByRole('dialog').locator('img').waitFor()
    await inBothThemes(inbox.page, 'popup-large-picture')
    await inbox.page.keyboard.press('Escape')
    await expect.poll(() => inbox.page.getByRole('dialog').count()).toBe(0)
    expect(await inbox.page.getByTestId('composer-input').count()).toBe(1)
  })

  it('a voice message is heard, faster when wished, and stops by itself', async () => {
    const voice = inbox.page.getByTestId('sound').first()
    await voice.getByRole('button', { name: 'Скорость' }).click()
    await voice.getByRole('button', { name: 'Слушать голосовое сообщение' }).click()
    await expect.poll(() => voice.getAttribute('data-state')).toBe('ready')
    await expect
      .poll(() => voice.locator('audio').evaluate((sound) => (sound as HTMLAudioElement).currentTime))
      .toBeGreaterThan(0.2)
    expect(await voice.locator('audio').evaluate((sound) => (sound as HTMLAudioElement).playbackRate)).toBe(1.5)
    await expect.poll(() => voice.getAttribute('data-playing'), { timeout: 10_000 }).toBe('false')
  })

  it('a message is answered, reacted to, edited and deleted from the menu and by keyboard', async () => {
    const ours = inbox.page.locator('.message-line').filter({ hasText: 'Уже отправили' })
    await ours.hover()
    await ours.getByTestId('message-menu').click()
    await inbox.page.getByRole('menu').waitFor()
    await inBothThemes(inbox.page, 'popup-menu')
    await inbox.page.keyboard.press('Escape')
    await inbox.page.getByTestId('composer-input').fill('черновик')
    await ours.getByTestId('message-menu').focus()
    await inbox.page.keyboard.press('Enter')
    await inbox.page.getByRole('menuitem', { name: 'Изменить' }).click()
    expect(await inbox.page.getByTestId('composer-input').inputValue()).toBe('Уже отправили')
    await inBothThemes(inbox.page, 'popup-editing')
    relay.answer(`PUT /messages/${messageId(25)}/text`, () => ({
      status: 409,
      json: { error: { code: 'tooLateToChange', message: 'late' } },
    }))
    await inbox.page.getByTestId('composer-input').fill('Уже отправили вчера')
    await inbox.page.getByTestId('send').click()
    await inbox.page.getByRole('alert').getByText('WhatsApp', { exact: false }).waitFor()
    await inbox.page.keyboard.press('Escape')
    expect(await inbox.page.getByTestId('composer-input').inputValue()).toBe('черновик')
    await ours.getByTestId('message-menu').click()
    await inbox.page.getByRole('menuitem', { name: 'Ответить', exact: true }).click()
    await inbox.page.getByTestId('quoting').getByText('Уже отправили').waitFor()
    await inbox.page.keyboard.press('Escape')
    expect(await inbox.page.getByTestId('quoting').count()).toBe(0)
    const quoted = inbox.message('Да, завтра до обеда').getByTestId('quoted')
    await quoted.click()
    await expect.poll(() => inbox.message('Здравствуйте! ').first().isVisible()).toBe(true)
  })

  it('each state of a number has its place on the options page', async () => {
    await options.goto(browser.address('options.html#/channels'))
    await options.getByTestId('channel').nth(1).waitFor()
    await inBothThemes(options, 'options-two-numbers')
    await options.getByTestId('channel-settings').first().locator('summary').click()
    await options.getByLabel('Сообщений в минуту').first().fill('0')
    await options.getByText('Нужно целое число от 1 до 600.').waitFor()
    await options.getByLabel('Прокси').first().fill('прокси')
    await options.getByText('Это не похоже на адрес прокси').waitFor()
    await options.getByLabel('Прокси').first().scrollIntoViewIfNeeded()
    await inBothThemes(options, 'options-number-settings')
    await options.getByRole('button', { name: 'Отменить', exact: true }).click()
    expect(await options.getByLabel('Сообщений в минуту').first().inputValue()).toBe('30')

    relay.tell({ type: 'channel', channel: number({ ...service, state: 'waitingForScan' }) })
    relay.tell({
      type: 'pairing',
      channelId: service.channelId,
      phoneCode: {
        channelId: service.channelId,
        code: 'ABCD1234',
        phone: v.parse(channelStatusSchema.entries.phone, '+74957654321') ?? service.phone,
        expiresAt: Date.now() + 120_000,
      },
    } as never)
    await options.getByTestId('phone-code').getByText('ABCD-1234').waitFor()
    await options.getByTestId('phone-code').scrollIntoViewIfNeeded()
    await inBothThemes(options, 'options-phone-code')
    relay.tell({ type: 'pairing', channelId: service.channelId })
    relay.tell({ type: 'channel', channel: number({ ...service, state: 'otherNumber', otherPhone: '+79031112233' }) })
    await options.getByTestId('other-number').waitFor()
    await options.getByTestId('other-number').scrollIntoViewIfNeeded()
    await inBothThemes(options, 'options-other-number')
    relay.tell({
      type: 'channel',
      channel: number({ ...service, historyPercent: 42, restriction: { since: now, until: now + 3_600_000 } }),
    })
    await options.getByTestId('history-progress').waitFor()
    await inBothThemes(options, 'options-history')
  })

  it('an administrator is alerted once, and sees it in the inbox until it is well', async () => {
    relay.tell({ type: 'channel', channel: number({ ...sales, state: 'reconnecting' }) })
    relay.tell({ type: 'alerts', alerts: [{ channelId: sales.channelId, kind: 'down', since: now }] })
    await expect
      .poll(async () => (await browser.notifications()).filter((id) => id.startsWith('alert:')))
      .toHaveLength(1)
    await inbox.page.keyboard.press('Escape')
    await inbox.page.getByText('Нет связи с WhatsApp больше минуты', { exact: false }).waitFor()
    await inBothThemes(inbox.page, 'popup-alert')
    relay.tell({ type: 'channel', channel: sales })
    relay.tell({ type: 'alerts', alerts: [] })
    await expect
      .poll(async () => (await browser.notifications()).filter((id) => id.startsWith('alert:')))
      .toHaveLength(0)
    await expect
      .poll(() => inbox.page.getByText('Нет связи с WhatsApp больше минуты', { exact: false }).count())
      .toBe(0)
  })
})

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message, MessageFile } from '../../shared/message.ts'
import {
  anna,
  boris,
  changed,
  conversation,
  fileId,
  ivan,
  message,
  messageId,
  vera,
} from '../extension/background/cast.ts'
import { office } from '../extension/background/office.ts'
import { type ScriptedRelay, startScriptedRelay, welcome } from '../extension/background/scripted-relay.ts'
import { Browser } from '../world/browser.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { signInBrowser } from '../world/sign-in.ts'
import { inBothThemes } from './screen-check.ts'

/** A relay that says what a real one says only now and then: so each state of a conversation can be looked at, in both languages. */
describe.each(['ru', 'en'] as const)('the conversation in %s', (language) => {
  let relay: ScriptedRelay
  let browser: Browser
  let inbox: InboxPage
  let page: Page
  let seq = 1
  const now = Date.now()
  const messages = lines(now)
  const led = { state: 'inWork' as const, ownerId: anna.id, unread: 3 }
  const look = (name: string) => inBothThemes(page, `conversation-${language}-${name}`)
  const becomes = (change: Parameters<typeof conversation>[1]) => {
    seq += 1
    relay.happens(seq, changed(ivan, seq, change ?? {}))
  }

  beforeAll(async () => {
    relay = await startScriptedRelay()
    const last = messages.at(-1)
    relay.answer('GET /snapshot', () => ({
      json: {
        cursor: 1,
        conversations: [
          {
            conversation: conversation(ivan, {
              ...led,
              waitingSince: now - 60_000,
              lastMessageAt: now,
              lastMessage: { id: last?.id ?? messageId(1), origin: 'client', kind: 'text', text: 'Алло?' },
            }),
            messages,
          },
        ],
      },
    }))
    const picture = readFileSync('docs/images/popup-list-light.png')
    for (const number of [1, 2]) {
      relay.answer(`GET /files/${fileId(number)}`, () => ({ bytes: picture, mime: 'image/png' }))
    }
    relay.answer(`POST /conversations/${ivan.id}/read`, () => ({ status: 204 }))
    relay.answer(`POST /conversations/${ivan.id}/hand-over`, () => ({ status: 204 }))
    relay.answer(`POST /conversations/${ivan.id}/close`, () => ({
      status: 403,
      json: { error: { code: 'notYours', message: 'no' } },
    }))
    relay.answer('GET /healthz', () => ({ json: { product: 'messenger-panel' } }))
    relay.answer('POST /sign-in', () => ({ json: { token: 'token-of-anna', employee: anna } }))
    relay.onHello = ({ cursor }) => [
      welcome({ snapshotNeeded: cursor === undefined, cursor: cursor ?? 0 }),
      { type: 'office', ...office },
    ]
    browser = await Browser.open({ language })
    await signInBrowser(await browser.options(), relay.address, 'AAAA-BBBB-CCCC')
    inbox = new InboxPage(await browser.popup())
    page = inbox.page
    await inbox.showAll()
    await inbox.open('Иван')
    await inbox.message('Алло?').waitFor()
  })
  afterAll(async () => {
    await browser?.discard()
    await relay?.stop()
  })

  const sentence = () => page.getByTestId('conversation-sentence').textContent()
  const deeds = async (): Promise<(string | null)[]> => {
    await page.getByTestId('conversation-menu').click()
    const items = page.getByRole('menuitem')
    await items.first().waitFor()
    const offered = await Promise.all((await items.all()).map((item) => item.getAttribute('data-deed')))
    await page.keyboard.press('Escape')
    return offered
  }

  it('shows where the new ones begin, who of us has written, and notes that cannot be mistaken', async () => {
    await page.locator('.unread-line').waitFor()
    const note = page.getByTestId('note').first()
    expect(await note.locator('.mention').textContent()).toBe('@Борис')
    expect(await note.textContent()).toContain('Вера')
    expect(await page.getByTestId('note').nth(1).textContent()).toContain('Борис → Анна')
    expect(await inbox.message('Отгрузим завтра').locator('.message-author').textContent()).toBe('Борис')
    await note.scrollIntoViewIfNeeded()
    await look('notes')
  })

  it('offers in its menu what may be done, and says why when it is refused', async () => {
    expect(await deeds()).toEqual(['handOver', 'close', 'mute'])
    await page.getByTestId('conversation-menu').click()
    await look('menu')
    await page.locator('[data-deed=close]').click()
    await page.getByRole('alert').filter({ hasText: /.+/ }).first().waitFor()
    await look('refused')
    await page.getByTestId('conversation-menu').click()
    await page.locator('[data-deed=mute]').click()
    await page.getByTestId('conversation-sentence').getByRole('img').waitFor()
    expect(await deeds()).toContain('unmute')
  })

  it('is handed over by keyboard alone', async () => {
    await page.getByTestId('conversation-menu').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByTestId('hand-over-to').waitFor()
    await look('hand-over')
    await page.keyboard.type('скл')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Клиент ждёт накладную')
    await look('hand-over-chosen')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByTestId('hand-over').count()).toBe(0)
    expect(await page.getByTestId('conversation-menu').evaluate((button) => button === document.activeElement)).toBe(
      true,
    )
    const asked = relay.asked.find(({ request }) => request.endsWith('/hand-over'))
    expect(JSON.parse(asked?.body ?? '{}')).toMatchObject({
      target: { to: 'group', groupId: office.groups[0]?.id },
      comment: 'Клиент ждёт накладную',
    })
  })

  it('says in one sentence how it stands, whatever happens to it', async () => {
    const states: [string, Parameters<typeof conversation>[1], string[]][] = [
      ['queued', { state: 'queued' }, ['claim', 'handOver', 'unmute']],
      ['observed', { state: 'inWork', ownerId: boris.id, observers: [anna.id] }, ['stopObserving', 'unmute']],
      [
        'waits',
        { state: 'inWork', ownerId: boris.id, escalation: 'others', waitingSince: now - 17 * 60_000 },
        ['claim', 'unmute'],
      ],
      ['closed', { state: 'closed', ownerId: anna.id, closedAt: now - 10 * 86_400_000 }, ['reopen', 'unmute']],
    ]
    for (const [name, change, offered] of states) {
      const before = await sentence()
      becomes(change)
      await expect.poll(sentence).not.toBe(before)
      expect(await deeds(), name).toEqual(offered)
      await look(name)
    }
    becomes(led)
  })

  it('tells that a colleague is writing, and stops telling when he has stopped', async () => {
    relay.tell({ type: 'typing', conversationId: ivan.id, employeeId: boris.id })
    await page.getByTestId('writing').getByText('Борис').waitFor()
    await look('writing')
    await expect.poll(() => page.getByTestId('writing').textContent(), { timeout: 15_000 }).toBe('')
  })

  it('shows when a message reached each stage, by keyboard too', async () => {
    const ours = inbox.message('Уже смотрю')
    await ours.locator('.stage-times-button').focus()
    await page.keyboard.press('Enter')
    expect(await ours.getByTestId('stage-times').locator('li').count()).toBe(3)
    await look('stage-times')
    await page.keyboard.press('Enter')
    expect(await ours.getByTestId('stage-times').count()).toBe(0)
  })

  it('lets a person send once more what did not arrive, and asks first when nobody knows', async () => {
    const unknown = inbox.message('Вышлю счёт')
    await unknown.getByTestId('repeat').click()
    await look('ended-badly')
    expect(await page.locator('[data-testid=message][data-stage=typed]').count()).toBe(0)
    await unknown.getByTestId('repeat').click()
    await page.locator('[data-testid=message][data-stage=typed]').filter({ hasText: 'Вышлю счёт' }).waitFor()
    expect(await unknown.first().getByTestId('repeat').count()).toBe(0)
  })

  it('leads through its pictures with the arrows, enlarges them, and gives the focus back', async () => {
    const first = inbox.message('Брак').locator('.picture-button')
    await inbox.message('Брак').scrollIntoViewIfNeeded()
    await first.focus()
    await page.keyboard.press('Enter')
    const viewer = page.getByRole('dialog')
    await viewer.locator('img').waitFor()
    expect(await viewer.textContent()).toContain('1 / 2')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => viewer.textContent()).toContain('2 / 2')
    await page.keyboard.press('ArrowRight')
    expect(await viewer.textContent()).toContain('2 / 2')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => viewer.textContent()).toContain('1 / 2')
    await viewer.locator('img').waitFor()
    await look('viewer')
    await page.keyboard.press('+')
    await page.keyboard.press('+')
    await viewer.locator('[data-large=true]').waitFor()
    await look('viewer-large')
    await page.keyboard.press('Escape')
    await expect.poll(() => viewer.count()).toBe(0)
    expect(await first.evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await page.getByTestId('composer-input').count()).toBe(1)
  })

  it('keeps the words of whoever was slower, until he has seen them', async () => {
    await page.getByTestId('composer-input').fill('Добрый день! Сейчас посмотрю.')
    await expect.poll(() => page.getByTestId('composer-input').inputValue()).toContain('посмотрю')
    seq += 1
    relay.tell({
      type: 'events',
      cursor: seq,
      events: [{ type: 'gone', seq, at: now, conversationIds: [ivan.id], takenBy: 'Борис' }],
    })
    const taken = page.getByTestId('taken')
    await taken.getByText('Добрый день! Сейчас посмотрю.').waitFor()
    expect(await taken.textContent()).toContain('Борис')
    await look('taken')
    await taken.getByRole('button').last().click()
    await expect.poll(() => taken.count()).toBe(0)
  })
})

/** What a day with a client looks like when a little of everything has happened. */
function lines(now: number): Message[] {
  const minute = 60_000
  const file = (number: number): MessageFile => ({
    ...{ id: fileId(number), name: `фото-${number}.png`, mime: 'image/png', size: 48_213, sha256: 'ab'.repeat(32) },
    ...{ state: 'ready', width: 1600, height: 900 },
  })
  const sent = (at: number) => ({ stage: 'sent' as const, at })
  const said: Parameters<typeof message>[2][] = [
    { text: 'Когда будет отгрузка?' },
    { origin: 'employee', authorId: boris.id, text: 'Отгрузим завтра до обеда', stages: [sent(now - 9 * minute)] },
    { kind: 'image', text: 'Брак', file: file(1) },
    { kind: 'image', text: '', file: file(2) },
    { kind: 'note', origin: 'employee', authorId: vera.id, text: 'Посмотри остаток на складе — @Борис' },
    {
      kind: 'note',
      origin: 'employee',
      authorId: boris.id,
      text: 'Нужен возврат, я в отпуске до пятницы',
      note: { handedOver: { to: 'employee', employeeId: anna.id } },
    },
    {
      origin: 'employee',
      authorId: anna.id,
      text: 'Уже смотрю',
      stages: [
        { stage: 'accepted', at: now - 5 * minute },
        sent(now - 5 * minute + 2_000),
        { stage: 'delivered', at: now - 4 * minute },
      ],
    },
    {
      origin: 'employee',
      authorId: anna.id,
      text: 'Вышлю счёт',
      stages: [
        { stage: 'accepted', at: now - 4 * minute },
        { stage: 'unknown', at: now - 3 * minute },
      ],
    },
    { text: 'Вы здесь?' },
    { text: 'Мне нужно сегодня' },
    { text: 'Алло?' },
  ]
  return said.map((change, place) => message(ivan, place + 1, { at: now - (said.length - place) * minute, ...change }))
}

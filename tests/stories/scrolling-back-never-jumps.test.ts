import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../shared/message.ts'
import { anna, boris, conversation, ivan, message, messageId, wrote } from '../extension/background/cast.ts'
import { office } from '../extension/background/office.ts'
import { type ScriptedRelay, startScriptedRelay, welcome } from '../extension/background/scripted-relay.ts'
import { Browser } from '../world/browser.ts'
import { InboxPage } from '../world/inbox-page.ts'
import { signInBrowser } from '../world/sign-in.ts'
import { inBothThemes } from './screen-check.ts'

const total = 700
const [inSnapshot, inPage] = [40, 50]

interface Scrolled {
  /** By how many pixels at most the line that was read has moved while it was looked at. */
  moved: number
  lines: number
  top: number
  atTop: boolean
}

/** Somebody reads back through years of one client, from what the browser has to what only the relay has. */
describe('scrolling back through a long conversation', () => {
  let relay: ScriptedRelay
  let browser: Browser
  let inbox: InboxPage
  let page: Page
  const now = Date.now()
  const messages = Array.from({ length: total }, (_each, place): Message => oneOfMany(place + 1, now))

  beforeAll(async () => {
    relay = await startScriptedRelay()
    const last = messages.at(-1)
    const snapshot = conversation(ivan, {
      unread: 0,
      state: 'inWork',
      ownerId: anna.id,
      lastMessageAt: now,
      lastMessage: { id: last?.id ?? messageId(1), origin: 'client', kind: 'text', text: 'Конец' },
    })
    relay.answer('GET /snapshot', () => ({
      json: { cursor: 1, conversations: [{ conversation: snapshot, messages: messages.slice(-inSnapshot) }] },
    }))
    for (let end = total - inSnapshot; end > 0; end -= inPage) {
      const [start, before] = [Math.max(0, end - inPage), messages[end]?.id]
      relay.answer(`GET /conversations/${ivan.id}/messages?before=${before}`, () => ({
        json: { messages: messages.slice(start, end), more: start > 0 },
      }))
    }
    relay.answer(`POST /conversations/${ivan.id}/read`, () => ({ status: 204 }))
    relay.onHello = ({ cursor }) => [
      welcome({ snapshotNeeded: cursor === undefined, cursor: cursor ?? 0 }),
      { type: 'office', ...office },
    ]
    relay.answer('GET /healthz', () => ({ json: { product: 'messenger-panel' } }))
    relay.answer('POST /sign-in', () => ({ json: { token: 'token-of-anna', employee: anna } }))
    browser = await Browser.open({ language: 'ru' })
    await signInBrowser(await browser.options(), relay.address, 'AAAA-BBBB-CCCC')
    inbox = new InboxPage(await browser.popup())
    page = inbox.page
    await inbox.showAll()
    await inbox.open('Иван')
    await inbox.message(`Сообщение ${total}`).waitFor()
  })
  afterAll(async () => {
    await browser?.discard()
    await relay?.stop()
  })

  /** Scrolls by so much and looks for a while, as painted, at the first line that can be read then. */
  const scrollBy = (px: number) =>
    page.evaluate(async (distance): Promise<Scrolled> => {
      const box = document.querySelector('.messages')
      if (box === null) throw new Error('there is no list')
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      box.scrollTop += distance
      await painted()
      const edge = box.getBoundingClientRect().top
      const lines = () => [...document.querySelectorAll('[data-testid=message]')]
      const read = lines().find((line) => line.getBoundingClientRect().bottom > edge + 1)
      const topOf = () => (read?.isConnected ? read.getBoundingClientRect().top : Number.NaN)
      const before = topOf()
      let moved = 0
      for (let frame = 0; frame < 8; frame += 1) {
        await painted()
        moved = Math.max(moved, Math.abs(topOf() - before))
      }
      const atTop = document.querySelector('.older-mark')?.textContent !== '' && box.scrollTop === 0
      return { moved, lines: lines().length, top: box.scrollTop, atTop }
    }, px)

  it('never moves the line that is read, and never has more than some hundred lines on the page', async () => {
    const seen: Scrolled[] = []
    for (let step = 0; step < 200 && !seen.at(-1)?.atTop; step += 1) seen.push(await scrollBy(-1_200))
    expect(seen.at(-1)?.atTop).toBe(true)
    expect(Math.max(...seen.map(({ moved }) => moved))).toBeLessThan(1)
    expect(Math.max(...seen.map(({ lines }) => lines))).toBeLessThanOrEqual(245)
    await page.getByText('Начало переписки').waitFor()
    expect(await inbox.message('Сообщение 1:').count()).toBe(1)
    await inBothThemes(page, 'popup-scrolled-to-the-beginning')
  })

  it('does not move for a message that comes meanwhile: a button counts it and leads there', async () => {
    const before = await scrollBy(400)
    relay.happens(2, { ...wrote(ivan, 2), message: message(ivan, 9_001, { at: now + 1, text: 'Ещё вопрос' }) })
    const button = page.getByTestId('to-bottom')
    await button.getByText('1 новое сообщение').waitFor()
    expect(await scrollBy(0)).toEqual(before)
    await inBothThemes(page, 'popup-new-below')
    await button.click()
    await inbox.message('Ещё вопрос').waitFor()
    await expect.poll(() => button.count()).toBe(0)
    expect(await inbox.message('Ещё вопрос').isVisible()).toBe(true)
  })

  it('goes back down the same way, to the newest, without a jump', async () => {
    for (let step = 0; step < 12; step += 1) await scrollBy(-2_500)
    const seen: Scrolled[] = []
    for (let step = 0; step < 200 && (await page.getByTestId('to-bottom').count()) > 0; step += 1) {
      seen.push(await scrollBy(900))
    }
    expect(seen.length).toBeGreaterThan(5)
    expect(Math.max(...seen.map(({ moved }) => moved))).toBeLessThan(1)
    expect(await inbox.message('Ещё вопрос').isVisible()).toBe(true)
    relay.happens(3, { ...wrote(ivan, 3), message: message(ivan, 9_002, { at: now + 2, text: 'И последнее' }) })
    await inbox.message('И последнее').waitFor()
    expect(await page.getByTestId('to-bottom').count()).toBe(0)
  })
})

/** Long and short ones, of the client, ours and a colleague's. */
function oneOfMany(number: number, now: number): Message {
  const words = number === total ? '' : ' слово'.repeat((number * 7) % 60)
  const ours = number % 3 === 0
  return message(ivan, number, {
    at: now - (total - number) * 17 * 60_000,
    text: `Сообщение ${number}:${words}`,
    ...(ours
      ? {
          origin: 'employee',
          authorId: number % 2 === 0 ? anna.id : boris.id,
          stages: [{ stage: 'sent', at: now - (total - number) * 17 * 60_000 }],
        }
      : {}),
  })
}

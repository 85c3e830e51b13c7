import type { RelayFrame } from '../../../shared/events.ts'
import { conversationId } from '../../extension/background/cast.ts'
import { baseId } from '../busy-day/chats.ts'
import { maria } from '../busy-day/people.ts'
import { number } from '../busy-day/settings.ts'
import { withAnna } from './in-conversations.ts'
import { manyChats } from './many-chats.ts'
import { type Screen, type Stage, screen } from './stage.ts'

const silent = (since: number): RelayFrame => ({
  type: 'onec',
  onec: {
    ...{ state: 'silent', replyRoute: 'through1c', lastExchangeAt: since, timeZone: 'Europe/Moscow' },
    schedule: { everySeconds: 15, from: '00:00', to: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    ...{ withoutOnecAfterMinutes: 30, trouble: 'jobsBlocked' },
    bases: [
      {
        id: baseId,
        name: 'Управление торговлей',
        webAddress: 'https://1c.example.ru/trade',
        channels: [number.channelId],
        state: 'silent',
        lastExchangeAt: since,
        trouble: 'jobsBlocked',
      },
    ],
  },
})

/** The alarm, which rings twice a minute, rings now. */
const ring = (stage: Stage) => stage.browser.inWorker("chrome.alarms.create('now', { when: Date.now() })")

/** The line breaks, and this is what the relay says from now on. */
const answersHello = async (stage: Stage, hello: () => RelayFrame[]): Promise<void> => {
  stage.relay.onHello = hello
  stage.relay.cut()
}
const linkIs = async (stage: Stage, state: string) => {
  const page = await stage.popup()
  await page.locator(`[data-testid=link-state][data-state=${state}]`).waitFor()
  return page
}
const refusal = (
  code: 'protocolMismatch' | 'unauthorized' | 'employeesComeFrom1c',
  supported: number[],
): RelayFrame => ({
  ...{ type: 'refused', code, message: 'scripted' },
  supported,
})

/** What stands in the way, from the least to the last: nothing is here any more. */
export const whenSomethingIsWrong: Screen[] = [
  screen('silent-1c', '1C is silent: the reply that waits says since when, why, and whom to tell', async (stage) => {
    stage.relay.tell(silent(Date.now() - 17 * 60_000))
    const page = await withAnna(stage)
    await page.locator('[data-testid=onec-wait][data-kind=silent]').scrollIntoViewIfNeeded()
    return page
  }),
  screen('silent-1c-list', 'an administrator reads above the list what to do about it', async (stage) => {
    const alerts = [{ baseId, name: 'Управление торговлей', trouble: 'jobsBlocked' as const }]
    stage.relay.tell({ type: 'onecAlerts', alerts })
    const page = await stage.list(1)
    await page.locator('.banner[data-tone=warn]').waitFor()
    return page
  }),
  screen('number-removed', 'the number of this conversation was removed', async (stage) => {
    stage.relay.tell({ type: 'onecAlerts', alerts: [] }, { type: 'channels', channels: [] })
    const page = await stage.popup()
    await page.goto(stage.browser.address(`popup.html#/conversation/${conversationId(1)}`))
    await page.getByTestId('composer-closed').waitFor()
    return page
  }),
  screen('may-not-reply', 'who may not reply reads', async (stage) => {
    stage.relay.tell({ type: 'channels', channels: [number] })
    stage.relay.tell({ type: 'employee', employee: { ...maria, rights: ['read'] } })
    const page = await stage.popup()
    await page.getByTestId('composer-closed').waitFor()
    return page
  }),
  screen('unpaired-for-employee', 'the number is not paired, and an employee is told whom to tell', async (stage) => {
    stage.relay.tell({ type: 'employee', employee: { ...maria, rights: ['read', 'reply'] } })
    stage.relay.tell({ type: 'channel', channel: { ...number, state: 'unlinked' } })
    const page = await stage.list(1)
    await page.locator('[data-testid=channel-state][data-state=unlinked]').waitFor()
    return page
  }),
  screen('unpaired', 'the number is not paired, and an administrator goes to where he mends it', async (stage) => {
    stage.relay.tell({ type: 'employee', employee: maria })
    const page = await stage.popup()
    await page.locator('.banner .link-button').first().waitFor()
    return page
  }),
  screen('offline', 'the relay is not reached', async (stage) => {
    stage.relay.tell({ type: 'channel', channel: number })
    await answersHello(stage, () => {
      stage.relay.cut()
      return []
    })
    return await linkIs(stage, 'offline')
  }),
  screen('offline-conversation', 'what is written meanwhile waits for it', async (stage) => {
    stage.relay.answer('POST /replies', () => 'cut')
    const page = await withAnna(stage)
    await page.getByTestId('composer-input').fill('Перезвоню через десять минут.')
    await page.getByTestId('send').click()
    await page.locator('[data-testid=message][data-stage=typed]').waitFor()
    return page
  }),
  screen('offline-settings', 'the settings say so too', async (stage) => {
    const page = await stage.optionsAnew('access')
    await page.locator('.settings-part [data-testid=link-state][data-state=offline]').waitFor()
    return page
  }),
  screen('offline-search', 'only what is in this browser is found', async (stage) => {
    stage.relay.answer(`GET /search?q=${encodeURIComponent('договор')}`, () => 'cut')
    const page = await stage.list(1)
    await page.getByTestId('search').fill('договор')
    await page.getByTestId('found-words').filter({ hasText: /.{30}/ }).waitFor()
    return page
  }),
  screen('relay-too-old', 'the relay is older than the panel', async (stage) => {
    await (await stage.popup()).getByTestId('search').fill('')
    await answersHello(stage, () => [refusal('protocolMismatch', [0])])
    await ring(stage)
    return await linkIs(stage, 'relayTooOld')
  }),
  screen('relay-too-new', 'the panel is older than the relay', async (stage) => {
    await answersHello(stage, () => [refusal('protocolMismatch', [2, 3])])
    await ring(stage)
    return await linkIs(stage, 'extensionTooOld')
  }),
  screen('removed', 'removed from the access group: nothing is here any more', async (stage) => {
    await answersHello(stage, () => [refusal('unauthorized', [])])
    await ring(stage)
    return await linkIs(stage, 'noRight')
  }),
  screen('removed-settings', 'and how one comes in again', async (stage) => {
    const page = await stage.optionsAnew('access')
    await page.getByTestId('sign-in').waitFor()
    return page
  }),
  screen('many', 'thousands of conversations', async (stage) => {
    const { conversations, hello } = manyChats()
    stage.relay.answer('GET /snapshot', () => ({ json: { cursor: 1, conversations } }))
    stage.relay.onHello = hello
    await stage.signIn()
    const page = await stage.list(3)
    await page.getByTestId('conversation-row').first().waitFor()
    return page
  }),
  screen('many-queued', 'hundreds of them wait', async (stage) => await stage.list(2)),
  screen('onec-decides', 'from now on 1C says who works here', async (stage) => {
    stage.relay.tell(refusal('employeesComeFrom1c', []))
    return await linkIs(stage, 'noRight')
  }),
  screen('store-broken', 'the browser’s store does not open', async (stage) => {
    const page = await stage.browser.context.newPage()
    await page.setViewportSize({ width: 400, height: 600 })
    await page.addInitScript("IDBFactory.prototype.open = () => { throw new DOMException('full', 'UnknownError') }")
    await page.goto(stage.browser.address('popup.html'))
    await page.locator('.empty-place').waitFor()
    return page
  }),
]

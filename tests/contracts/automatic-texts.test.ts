import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { defaultInboxSettings, type InboxSettings } from '../../shared/inbox-settings.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import { until } from '../world/until.ts'

const company = '+74951234567'
const roundTheClock = { from: '00:00', to: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] }

describe.each(engines)('texts that leave by themselves through WhatsApp, on %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer
  const settings: InboxSettings = structuredClone(defaultInboxSettings)
  const { greeting, closing } = settings.automaticTexts

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    settings.workingHours = roundTheClock
    greeting.enabled = true
    closing.enabled = true
    expect(await office.ask('PUT', '/settings/inbox', settings)).toEqual({ status: 200, body: settings })
  })
  afterAll(async () => {
    peer.close()
    await office.close()
  })

  it('greet a client, who goes on waiting in the queue', async () => {
    const anna = office.whatsapp.client('+79161110001')
    await anna.sendText(company, 'Здравствуйте, где мой заказ?')
    await anna.waitForMessage(({ text }) => text === greeting.text)
    const told = await peer.event('message', ({ message }) => message.origin === 'automatic')
    expect(told.conversation).toMatchObject({ state: 'queued', unread: 1, waitingSince: expect.any(Number) })
    expect(told.conversation.lastMessage).toMatchObject({ origin: 'client', text: 'Здравствуйте, где мой заказ?' })
    expect(told.message).not.toHaveProperty('authorId')
  })

  it('do not talk to a machine that answers each of them', async () => {
    const bot = office.whatsapp.client('+79161110002')
    let answered = 0
    const answers = async () => {
      for (; answered < bot.received.length; answered += 1) await bot.sendText(company, 'Ваше сообщение принято')
    }
    await bot.sendText(company, 'Прайс-лист')
    const { conversation } = await peer.event('message', ({ message }) => message.text === 'Прайс-лист')
    await bot.waitForMessage(({ text }) => text === greeting.text)
    await answers()
    await peer.event('message', ({ message }) => message.text === 'Ваше сообщение принято')
    // An employee closes it: now a greeting would follow each answer to a closing.
    expect((await office.ask('POST', `/conversations/${conversation.id}/claim`)).status).toBeLessThan(300)
    expect((await office.ask('POST', `/conversations/${conversation.id}/close`)).status).toBeLessThan(300)
    // Somebody else is served after it.
    const next = office.whatsapp.client('+79161110003')
    await next.sendText(company, 'Добрый день')
    await next.waitForMessage(({ text }) => text === greeting.text)
    await answers()
    expect(bot.received.map(({ text }) => text)).toEqual([greeting.text])
  })

  it('tell a person that the matter is closed, once', async () => {
    const petr = office.whatsapp.client('+79161110004')
    await petr.sendText(company, 'Спасибо, всё получил')
    const { conversation } = await peer.event('message', ({ message }) => message.text === 'Спасибо, всё получил')
    await petr.waitForMessage(({ text }) => text === greeting.text)
    for (const deed of ['claim', 'close', 'reopen', 'close'])
      expect((await office.ask('POST', `/conversations/${conversation.id}/${deed}`)).status).toBeLessThan(300)
    await petr.waitForMessage(({ text }) => text === closing.text)
    await until(() => expect(petr.received).toHaveLength(2))
  })
})

describe('how the queue works', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())

  const put = async (more: Partial<InboxSettings>) =>
    await office.ask('PUT', '/settings/inbox', { ...defaultInboxSettings, ...more })

  it('is what the administrator has set', async () => {
    expect((await office.ask('GET', '/settings/inbox')).body).toEqual(defaultInboxSettings)
    const quiet = { alertOthersAfterMinutes: 5, alertSupervisorsAfterMinutes: null }
    expect((await put(quiet)).status).toBe(200)
    expect((await office.ask('GET', '/settings/inbox')).body).toMatchObject(quiet)
  })

  const nobody = '00000000-0000-7000-8000-00000000abcd'
  it.each<[string, object, RegExp]>([
    [
      'the supervisors are told before the others',
      { alertOthersAfterMinutes: 30, alertSupervisorsAfterMinutes: 30 },
      /later than the others/,
    ],
    [
      'a text that is switched on is empty',
      { automaticTexts: { ...defaultInboxSettings.automaticTexts, greeting: { enabled: true, text: '  ' } } },
      /must not be empty/,
    ],
    [
      'a rule sends to nobody',
      { routing: [{ words: [], channels: [], target: { to: 'employee', employeeId: nobody } }] },
      /no such employee/,
    ],
    [
      'a rule sends to a group that is not there',
      { routing: [{ words: [], channels: [], target: { to: 'group', groupId: nobody } }] },
      /no such group/,
    ],
    [
      'a rule is for a number that is not there',
      { routing: [{ words: [], channels: [nobody], target: { to: 'responsible' } }] },
      /no such number/,
    ],
  ])('is refused when %s', async (_, wrong, sentence) => {
    const { status, body } = await put(wrong)
    expect({ status, code: body.error?.code }).toEqual({ status: 400, code: 'badRequest' })
    expect(body.error.message).toMatch(sentence)
  })
})

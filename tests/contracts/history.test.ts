import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { MessageEvent } from '../../shared/events.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import { encryptMedia } from '../world/whatsapp/media-encryption.ts'
import type { HistoryPart, Remembered } from '../world/whatsapp/phone-history.ts'

const company = '+74951234567'
const [anna, boris] = ['+79161234567', '+79031112233']
const day = 86_400_000

describe.each(engines)('the history of the phone, the relay on %s', (engine) => {
  let office: Office
  let live: ExtensionPeer
  const now = Math.floor(Date.now() / 1000) * 1000
  beforeEach(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    live = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterEach(async () => {
    live.close()
    await office.close()
  })

  const phone = () => office.whatsapp.phone(company, { name: 'Ромашка' })

  /** Anna's conversation of many days, the newest of today. */
  const annas = (more: Partial<Remembered> = {}): Remembered => ({
    client: anna,
    name: 'Анна из школы',
    messages: [
      { text: '40 дней назад', at: now - 40 * day },
      { text: '20 дней назад', at: now - 20 * day },
      { text: 'ответ 5 дней назад', fromMe: true, at: now - 5 * day },
      { text: 'вчера, раз', at: now - day },
      { text: 'вчера, два', at: now - day },
    ],
    ...more,
  })

  async function pairWith(days: 0 | 7 | 30, ...parts: HistoryPart[]): Promise<void> {
    const { body } = await office.ask('GET', '/me')
    const { channelId } = body.channels[0]
    expect((await office.ask('PATCH', `/channels/${channelId}`, { settings: { historyDays: days } })).status).toBe(200)
    phone().remember(...parts)
    await office.pair(company)
  }

  const texts = () =>
    live.events.flatMap((event) => (event.type === 'message' && event.first ? [event.message.text] : []))
  const message = (text: string) => live.event('message', (event) => event.first && event.message.text === text)

  /** Everything that is in the history has been taken in when a message comes that the phone has sent after it. */
  async function historyIsIn(last: string): Promise<MessageEvent> {
    return await message(last)
  }

  it('is loaded for as many days as was asked for, in its order', async () => {
    await pairWith(7, { conversations: [annas()] })
    await historyIsIn('вчера, два')
    expect(texts()).toEqual(['ответ 5 дней назад', 'вчера, раз', 'вчера, два'])
  })

  it('is loaded for 30 days as well, from a file at WhatsApp', async () => {
    await pairWith(30, { conversations: [] }, { conversations: [annas()], as: 'blob' })
    await historyIsIn('вчера, два')
    expect(texts()).toEqual(['20 дней назад', 'ответ 5 дней назад', 'вчера, раз', 'вчера, два'])
  })

  it('is not loaded when nobody asked for it', async () => {
    await pairWith(0, { conversations: [annas()] }, { conversations: [annas()], as: 'blob' })
    await office.whatsapp.client(boris).sendText(company, 'живое')
    await message('живое')
    expect(texts()).toEqual(['живое'])
  })

  it('notifies nobody and leaves nothing unread; a client who writes now waits', async () => {
    await pairWith(7, { conversations: [annas()] })
    const event = await historyIsIn('вчера, два')
    expect(event).toMatchObject({
      fromHistory: true,
      conversation: { state: 'closed', unread: 0, contact: { phone: anna, name: 'Анна из школы' } },
      message: { origin: 'client', stages: [] },
    })
    expect(event.conversation.waitingSince).toBeUndefined()
    await office.whatsapp.client(anna, { name: 'Анна' }).sendText(company, 'я снова тут')
    const next = await message('я снова тут')
    expect(next.fromHistory).toBeUndefined()
    expect(next.conversation).toMatchObject({ id: event.conversation.id, state: 'queued', unread: 1 })
    expect(next.conversation.waitingSince).toBeDefined()
  })

  it('holds no groups, no statuses and no notes to itself', async () => {
    const messages = [{ text: 'не нам', at: now - day }]
    await pairWith(7, {
      conversations: [
        { client: '1203630@g.us', messages },
        { client: 'status@broadcast', messages },
        { client: company, messages },
        annas(),
      ],
    })
    await historyIsIn('вчера, два')
    expect(texts()).not.toContain('не нам')
  })

  it('knows a person by LID and by phone as one, also by what it tells beside', async () => {
    const byLid: Remembered = { client: anna, addressing: 'lid', messages: [{ text: 'по LID', at: now - 2 * day }] }
    await pairWith(7, { conversations: [annas()], pairs: [anna, boris] }, { conversations: [byLid] })
    const first = await historyIsIn('вчера, два')
    const second = await message('по LID')
    expect(second.conversation.id).toBe(first.conversation.id)
    // The newest stays the last one, although an older one came later.
    expect(second.conversation.lastMessage?.text).toBe('вчера, два')
    // Boris was only named; he writes by LID alone.
    office.whatsapp.client(boris, { addressing: 'lid', tellsBoth: false })
    await office.whatsapp.client(boris).sendText(company, 'я Борис')
    expect((await message('я Борис')).conversation.contact.phone).toBe(boris)
  })

  it('takes a message once, whether it came live first or later', async () => {
    await pairWith(7, { conversations: [annas({ messages: [{ id: 'SAME1', text: 'один раз', at: now - day }] })] })
    const first = await historyIsIn('один раз')
    await office.whatsapp.client(anna).send(company, { conversation: 'один раз' }, 'SAME1')
    await office.whatsapp.client(anna).send(company, { conversation: 'живое' }, 'SAME2')
    expect((await message('живое')).conversation.id).toBe(first.conversation.id)
    const channel = (await office.ask('GET', '/me')).body.channels[0].channelId
    await office.ask('DELETE', `/channels/${channel}/pairing`)
    // Linked again: the phone tells of what came live.
    const again = { conversations: [annas({ messages: [{ id: 'SAME2', text: 'живое', at: now }] })] }
    phone().remember(again, { conversations: [annas({ messages: [{ text: 'последнее', at: now - day }] })] })
    await office.ask('POST', `/channels/${channel}/pairing`, {})
    const fresh = await ExtensionPeer.connect(office.relay.address, { token: office.token })
    const { code } = await fresh.frame('pairing', (frame) => frame.code !== undefined)
    await phone().scan(code?.qr ?? '')
    await historyIsIn('последнее')
    fresh.close()
    expect(texts().filter((text) => text === 'живое' || text === 'один раз')).toEqual(['один раз', 'живое'])
  })

  it('brings its files, after those of live messages', async () => {
    const bytes = randomBytes(5_000)
    const { blob, ...secret } = await encryptMedia(bytes, 'document')
    const place = office.whatsapp.media.store(blob)
    const documentMessage = { ...secret, ...place, mimetype: 'application/pdf', fileName: 'старый.pdf' }
    await pairWith(7, {
      conversations: [annas({ messages: [{ message: { documentMessage }, at: now - day }] })],
    })
    const { message: ready } = await live.event('message', (event) => event.message.file?.state === 'ready')
    expect(ready.file).toMatchObject({ name: 'старый.pdf', size: 5_000 })
  })

  it('does not keep a live message waiting, and shows how far it is', async () => {
    const messages = Array.from({ length: 1_500 }, (_, index) => ({
      text: `старое ${index}`,
      at: now - day + index * 1_000,
    }))
    await pairWith(
      7,
      { conversations: [annas({ messages: [{ text: 'начало', at: now - 2 * day }] })], progress: 20 },
      { conversations: [annas({ messages })], as: 'blob', progress: 40 },
      { conversations: [annas({ messages: [{ text: 'конец', at: now - 1_000 }] })], progress: 100 },
    )
    await message('старое 100')
    const client = office.whatsapp.client(boris)
    await client.sendText(company, 'срочно')
    await message('срочно')
    await live.frame('channel', ({ channel }) => channel.historyPercent !== undefined)
    await historyIsIn('конец')
    expect(texts().filter((text) => text.startsWith('старое'))).toHaveLength(1_500)
    expect(texts().indexOf('срочно')).toBeLessThan(texts().indexOf('конец'))
    await expect
      .poll(() => live.frames.findLast((frame) => frame.type === 'channel')?.channel.historyPercent)
      .toBe(undefined)
  }, 60_000)
})

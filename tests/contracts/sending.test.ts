import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { HoldReason } from '../../shared/stage.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'

const company = '+74951234567'

describe.each(engines)('sending, on %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer
  let channelId: string
  let clients = 0

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    channelId = (await office.ask('GET', '/me')).body.channels[0].channelId
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await setUp({ writeFirst: false, newConversationsPerDay: 20, perMinute: 600, burst: 100, typing: true })
    await setUp({ readReceipts: true })
  })
  afterEach(() => {
    companion().takeMessages()
    peer.close()
  })

  const companion = () => office.whatsapp.companion(company)
  const setUp = async (settings: object) =>
    expect((await office.ask('PATCH', `/channels/${channelId}`, { settings })).status).toBe(200)
  const freshNumber = () => {
    clients += 1
    return `+79161${String(clients).padStart(6, '0')}`
  }
  const somebody = () => office.whatsapp.client(freshNumber())
  const newId = () => `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`

  /** A client who has written, and his conversation. */
  async function acquaintance(): Promise<{ client: Client; conversationId: string; firstId: string }> {
    const client = somebody()
    const { id: firstId } = await client.sendText(company, 'Здравствуйте')
    const phone = `+${client.number}`
    const { conversation } = await peer.event('message', (event) => event.conversation.contact.phone === phone)
    return { client, conversationId: conversation.id, firstId }
  }

  async function reply(conversationId: string, text: string, more: object = {}): Promise<string> {
    const id = newId()
    expect(await office.ask('POST', '/replies', { id, conversationId, text, ...more })).toMatchObject({ status: 200 })
    return id
  }

  async function upload(name: string, mime: string, bytes: Buffer): Promise<string> {
    const response = await fetch(`${office.relay.address}/api/v1/files/${newId()}?name=${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: { Origin: extensionOrigin, Authorization: `Bearer ${office.token}`, 'Content-Type': mime },
      body: new Uint8Array(bytes),
    })
    return ((await response.json()) as { id: string }).id
  }

  const open = async (phone: string) => await office.ask('POST', '/conversations', { channelId, phone })
  const held = (id: string, reason: HoldReason) =>
    peer.event('message', (event) => event.message.id === id && event.message.hold?.reason === reason)
  const freed = (id: string, after: number) =>
    peer.event(
      'message',
      ({ seq, message, change }) => seq > after && message.id === id && change === 'hold' && !message.hold,
    )
  const reaches = (id: string, stage: string) =>
    peer.event('stage', (event) => event.messageId === id && event.stage.stage === stage)
  const got = (client: Client, text: string) => client.waitForMessage((message) => message.text === text)

  async function whileAway(work: () => Promise<void>): Promise<void> {
    const away = peer.frame('channel', () => companion().isOnline === false)
    companion().refuseLogins('503')
    companion().dropConnection()
    await away
    await work()
    companion().allowLogins()
  }

  it('shows the client that somebody types, and holds up a lone reply by no more than that', async () => {
    const { client, conversationId } = await acquaintance()
    const seen: string[] = []
    const stop = office.whatsapp.events.subscribe((event) => {
      if (event.type === 'chatstate' && event.to.startsWith(client.number)) seen.push(event.state)
    })
    await reply(conversationId, 'Добрый день')
    await got(client, 'Добрый день')
    stop()
    expect(seen).toEqual(['composing', 'paused'])
    expect(peer.events.filter((event) => event.type === 'message' && event.change === 'hold')).toEqual([])
  })

  it('shows no typing where the administrator has switched it off', async () => {
    await setUp({ typing: false })
    const { client, conversationId } = await acquaintance()
    const seen: string[] = []
    const stop = office.whatsapp.events.subscribe(
      (event) => void (event.type === 'chatstate' && seen.push(event.state)),
    )
    await reply(conversationId, 'Без печати')
    await got(client, 'Без печати')
    stop()
    expect(seen).toEqual([])
  })

  it('says that a reply waits because the number is not connected, and takes that back when it leaves', async () => {
    const { client, conversationId } = await acquaintance()
    let [first, second] = ['', '']
    await whileAway(async () => {
      first = await reply(conversationId, 'первый')
      second = await reply(conversationId, 'второй')
      await held(first, 'offline')
      await held(second, 'offline')
    })
    const { seq } = await held(second, 'offline')
    await got(client, 'второй')
    await freed(first, seq)
    await freed(second, seq)
    await reaches(second, 'sent')
    expect(client.received.map(({ text }) => text)).toEqual(['первый', 'второй'])
  })

  it('says until when a reply waits because the number sends slowly', async () => {
    const [anna, ivan] = [await acquaintance(), await acquaintance()]
    await setUp({ perMinute: 20, burst: 1 })
    await reply(anna.conversationId, 'сразу')
    await got(anna.client, 'сразу')
    const before = Date.now()
    const id = await reply(ivan.conversationId, 'чуть позже')
    const { seq, message } = await held(id, 'pacing')
    expect(message.hold?.until).toBeGreaterThan(before)
    await got(ivan.client, 'чуть позже')
    await freed(id, seq)
  })

  it('says that WhatsApp has refused a message, and does not try again', async () => {
    const { client, conversationId } = await acquaintance()
    const refused: string[] = []
    const stop = office.whatsapp.events.subscribe(
      (event) => void (event.type === 'message-rejected' && refused.push(event.id)),
    )
    companion().refuseMessages('479')
    const id = await reply(conversationId, 'не уйдёт')
    const { stage } = await reaches(id, 'failed')
    expect(stage.reason).toBe('refusedByWhatsApp')
    companion().takeMessages()
    await reply(conversationId, 'уйдёт')
    await got(client, 'уйдёт')
    stop()
    expect(refused).toHaveLength(1)
    expect(client.received.map(({ text }) => text)).toEqual(['уйдёт'])
  })

  it('opens no conversation with a stranger unless the administrator lets employees write first', async () => {
    const stranger = somebody()
    expect(await open(`8 (${stranger.number.slice(1, 4)}) ${stranger.number.slice(4)}`)).toMatchObject({
      status: 403,
      body: { error: { code: 'firstMessageNotAllowed', message: expect.stringContaining('write first') } },
    })
    const { client, conversationId } = await acquaintance()
    expect(await open(client.number)).toMatchObject({ status: 200, body: { conversation: { id: conversationId } } })
    await setUp({ writeFirst: true })
    const { status, body } = await open(`8 (${stranger.number.slice(1, 4)}) ${stranger.number.slice(4)}`)
    expect(status).toBe(200)
    expect(body.conversation).toMatchObject({ contact: { phone: `+${stranger.number}` }, state: 'inWork' })
    expect((await open(`+${stranger.number}`)).body.conversation.id).toBe(body.conversation.id)
    await reply(body.conversation.id, 'Здравствуйте, это «Ромашка»')
    await got(stranger, 'Здравствуйте, это «Ромашка»')
    expect(await open('123')).toMatchObject({ status: 400, body: { error: { code: 'badRequest' } } })
  })

  it('refuses a first message when the switch is turned off before it leaves', async () => {
    await setUp({ writeFirst: true })
    const { body } = await open(somebody().number)
    await setUp({ writeFirst: false })
    const id = await reply(body.conversation.id, 'Здравствуйте')
    expect((await reaches(id, 'failed')).stage.reason).toBe('firstMessageNotAllowed')
  })

  it('never sends to a number without WhatsApp, and takes nothing of the day’s allowance for it', async () => {
    await setUp({ writeFirst: true })
    const sent: string[] = []
    const stop = office.whatsapp.events.subscribe(
      (event) => void (event.type === 'message-accepted' && sent.push(event.to)),
    )
    const before = (await office.ask('GET', '/me')).body.channels[0].allowance.used
    const { body } = await open(freshNumber())
    const id = await reply(body.conversation.id, 'Есть кто?')
    expect((await reaches(id, 'failed')).stage.reason).toBe('notOnWhatsApp')
    stop()
    expect(sent).toEqual([])
    await expect.poll(async () => (await office.ask('GET', '/me')).body.channels[0].allowance.used).toBe(before)
  })

  it('keeps first messages beyond the day’s allowance until tomorrow, and says so', async () => {
    const { used } = (await office.ask('GET', '/me')).body.channels[0].allowance
    await setUp({ writeFirst: true, newConversationsPerDay: used + 1 })
    const [anna, ivan] = [somebody(), somebody()]
    await reply((await open(anna.number)).body.conversation.id, 'первая за день')
    await got(anna, 'первая за день')
    await peer.frame('channel', ({ channel }) => channel.allowance?.used === used + 1)
    const before = Date.now()
    const id = await reply((await open(ivan.number)).body.conversation.id, 'сверх нормы')
    const { message } = await held(id, 'allowance')
    expect(message.hold?.until).toBeGreaterThan(before)
    expect(ivan.received).toEqual([])
    const known = await acquaintance()
    await reply(known.conversationId, 'знакомым можно')
    await got(known.client, 'знакомым можно')
    await setUp({ newConversationsPerDay: used + 2 })
    await got(ivan, 'сверх нормы')
  })

  it('lets a file go as what it really is, with its name and a word about its upload', async () => {
    const { client, conversationId } = await acquaintance()
    const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const id = await reply(conversationId, 'фото', { fileId: await upload('фото.png', 'image/png', png) })
    expect((await got(client, 'фото')).kind).toBe('imageMessage')
    const { total } = await peer.frame('upload', (frame) => frame.messageId === id && frame.sent === frame.total)
    expect(total).toBeGreaterThan(png.length)
    const fake = await upload('../кот\u0007.jpg', 'image/jpeg', Buffer.from('это не картинка'))
    await reply(conversationId, 'кот', { fileId: fake })
    const cat = await got(client, 'кот')
    expect(cat).toMatchObject({ kind: 'documentMessage', file: { name: '__кот_.jpg' } })
    expect(cat.file?.bytes.toString()).toBe('это не картинка')
  })

  it('reacts, edits and deletes, each once, and shows it at once', async () => {
    const { client, conversationId, firstId } = await acquaintance()
    const theirs = await peer.event('message', (event) => event.conversation.id === conversationId)
    expect(await office.ask('PUT', `/messages/${theirs.message.id}/reaction`, { emoji: '👍' })).toMatchObject({
      status: 200,
      body: { message: { reactions: [{ emoji: '👍', fromUs: true }] } },
    })
    await office.ask('PUT', `/messages/${theirs.message.id}/reaction`, { emoji: '👍' })
    await client.waitForMessage(({ kind }) => kind === 'reactionMessage')
    expect(firstId).not.toBe('')

    const id = await reply(conversationId, 'опчатка')
    await got(client, 'опчатка')
    await reaches(id, 'sent')
    expect(await office.ask('PUT', `/messages/${id}/text`, { text: 'опечатка' })).toMatchObject({
      status: 200,
      body: { message: { text: 'опечатка', edited: { earlier: [{ text: 'опчатка' }] } } },
    })
    await peer.event('message', (event) => event.message.id === id && event.change === 'edited')
    await client.waitForMessage(({ kind }) => kind === 'protocolMessage')
    expect(await office.ask('DELETE', `/messages/${id}`)).toMatchObject({
      status: 200,
      body: { message: { text: 'опечатка', deleted: { fromUs: true } } },
    })
    await office.ask('DELETE', `/messages/${id}`)
    const changes = () => client.received.filter(({ kind }) => kind === 'protocolMessage' || kind === 'reactionMessage')
    await expect.poll(() => changes().length).toBe(3)
    expect(await office.ask('PUT', `/messages/${theirs.message.id}/text`, { text: 'x' })).toMatchObject({ status: 400 })
    expect(await office.ask('DELETE', `/messages/${theirs.message.id}`)).toMatchObject({ status: 400 })
  })

  it('undoes a change that WhatsApp refuses', async () => {
    const { client, conversationId } = await acquaintance()
    const id = await reply(conversationId, 'как было')
    await got(client, 'как было')
    await reaches(id, 'sent')
    companion().refuseMessages('479')
    await office.ask('PUT', `/messages/${id}/text`, { text: 'как стало' })
    await peer.event(
      'message',
      ({ message, change }) => message.id === id && change === 'edited' && message.text === 'как стало',
    )
    const back = await peer.event(
      'message',
      ({ message, change }) => message.id === id && change === 'edited' && message.text === 'как было',
    )
    expect(back.message.edited).toBeUndefined()
  })

  it('lets the new text leave of what was edited while it waited, and nothing of what was deleted', async () => {
    const { client, conversationId } = await acquaintance()
    let [edited, deleted] = ['', '']
    await whileAway(async () => {
      deleted = await reply(conversationId, 'лишнее')
      edited = await reply(conversationId, 'черновик')
      expect(await office.ask('DELETE', `/messages/${deleted}`)).toMatchObject({ status: 200 })
      expect(await office.ask('PUT', `/messages/${edited}/text`, { text: 'чистовик' })).toMatchObject({ status: 200 })
    })
    await got(client, 'чистовик')
    expect(client.received.map(({ text }) => text)).toEqual(['чистовик'])
    expect((await reaches(deleted, 'failed')).stage.reason).toBe('takenBack')
    await reaches(edited, 'delivered')
  })

  it('shows the client blue ticks when his message is read, unless the administrator wants none', async () => {
    const anna = await acquaintance()
    await office.ask('POST', `/conversations/${anna.conversationId}/read`)
    await anna.client.waitForReceipt(anna.firstId, 'readAt')
    await setUp({ readReceipts: false })
    const ivan = await acquaintance()
    await office.ask('POST', `/conversations/${ivan.conversationId}/read`)
    await reply(ivan.conversationId, 'прочитано молча')
    await got(ivan.client, 'прочитано молча')
    expect(ivan.client.receiptsFor(ivan.firstId).readAt).toBeUndefined()
  })

  it('sends a message once more to a phone that could not read it: a text, a file, an edit', async () => {
    const { client, conversationId } = await acquaintance()
    client.cannotReadNext()
    const id = await reply(conversationId, 'ещё раз')
    await got(client, 'ещё раз')
    await reaches(id, 'delivered')
    client.cannotReadNext()
    const fileId = await upload('счёт.pdf', 'application/pdf', Buffer.from('%PDF-1.4 счёт'))
    await reply(conversationId, 'счёт', { fileId })
    expect((await got(client, 'счёт')).file?.bytes.toString()).toBe('%PDF-1.4 счёт')
    client.cannotReadNext()
    await office.ask('PUT', `/messages/${id}/text`, { text: 'исправлено' })
    await client.waitForMessage(({ kind }) => kind === 'protocolMessage')
    expect(client.received.map(({ kind }) => kind).filter((kind) => kind === 'protocolMessage')).toHaveLength(1)
  })

  it('does not call the number restricted when WhatsApp refuses one client alone', async () => {
    await setUp({ writeFirst: true })
    companion().refuseMessages('463')
    const first = await reply((await open(somebody().number)).body.conversation.id, 'ему нельзя')
    expect((await reaches(first, 'failed')).stage.reason).toBe('refusedByWhatsApp')
    expect((await office.ask('GET', '/me')).body.channels[0].restriction).toBeUndefined()
    companion().takeMessages()
    const ivan = somebody()
    await reply((await open(ivan.number)).body.conversation.id, 'другому можно')
    await got(ivan, 'другому можно')
  })

  it('writes to nobody new while WhatsApp restricts the number, and says until when', async () => {
    await setUp({ writeFirst: true })
    const until = Math.floor(Date.now() / 1000) + 3_600
    companion().refuseMessages('463', until)
    const first = await reply((await open(somebody().number)).body.conversation.id, 'первая')
    expect((await reaches(first, 'failed')).stage.reason).toBe('restrictedByWhatsApp')
    await peer.frame('channel', ({ channel }) => channel.restriction?.until === until * 1000)
    companion().takeMessages()
    const ivan = somebody()
    const second = await reply((await open(ivan.number)).body.conversation.id, 'вторая')
    expect((await held(second, 'restricted')).message.hold?.until).toBe(until * 1000)
    const known = await acquaintance()
    await reply(known.conversationId, 'знакомым можно')
    await got(known.client, 'знакомым можно')
    expect(ivan.received).toEqual([])
  })
})

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { MessageEvent } from '../../shared/events.ts'
import type { Message } from '../../shared/message.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'
import * as contents from '../world/whatsapp/contents.ts'
import type { Phone } from '../world/whatsapp/phone.ts'
import { stanza } from '../world/whatsapp/stanza.ts'

const company = '+74950003344'

describe.each(engines)('what a client sends over WhatsApp, with the relay on %s', (engine) => {
  let office: Office
  let phone: Phone
  let employee: ExtensionPeer
  let clients = 0

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    phone = await office.pair(company)
    employee = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterAll(async () => {
    employee.close()
    await office.close()
  })

  /** Somebody new, so that each test has a conversation of its own. */
  const somebody = (addressing: 'pn' | 'lid' = 'pn'): Client => {
    clients += 1
    return office.whatsapp.client(`+7900${String(1_000_000 + clients)}`, { name: `Клиент ${clients}`, addressing })
  }

  /** What employees see of his conversation as soon as that fits, from what the live connection has told. */
  async function conversationWith(client: Client, fits: (messages: Message[]) => boolean): Promise<Message[]> {
    await employee.frame('events', () => fits(seenOf(client).messages))
    return seenOf(client).messages
  }

  function seenOf({ name }: Client) {
    const told = employee.events.filter(
      (event): event is MessageEvent => event.type === 'message' && event.conversation.contact.name === name,
    )
    const messages = new Map(told.map(({ message }) => [message.id, message]))
    const inOrder = [...messages.values()].sort((one, other) => one.at - other.at)
    return { messages: inOrder, conversation: told.at(-1)?.conversation, events: told }
  }

  /** The only message, with everything it should have. */
  async function shows(client: Client, expected: object): Promise<Message> {
    const isThere = (messages: Message[]) => {
      try {
        expect(messages).toMatchObject([expected])
        return true
      } catch {
        return false
      }
    }
    const [message] = await conversationWith(client, isThere)
    if (!message) throw new Error('no message')
    return message
  }

  const bytes = () => randomBytes(3_000)

  it.each<[string, (client: Client) => unknown, object]>([
    [
      'a picture',
      (client) => client.sendImage(company, bytes(), { caption: 'склад' }),
      { kind: 'image', text: 'склад' },
    ],
    [
      'a picture to be seen once',
      (client) => client.sendImage(company, bytes(), { viewOnce: true }),
      { kind: 'image', viewOnce: true },
    ],
    [
      'a video',
      (client) => client.sendVideo(company, bytes(), { caption: 'разгрузка' }),
      { kind: 'video', text: 'разгрузка', file: { width: 640, height: 360 }, playback: { seconds: 12 } },
    ],
    ['a GIF', (client) => client.sendVideo(company, bytes(), { gif: true }), { kind: 'gif' }],
    [
      'a voice note',
      (client) => client.sendVoice(company, bytes(), 7),
      { kind: 'voice', file: { mime: 'audio/ogg' }, playback: { seconds: 7, waveform: expect.any(Array) } },
    ],
    [
      'a document',
      (client) => client.sendDocument(company, bytes(), { fileName: '../счёт.pdf', caption: 'вот' }),
      { kind: 'document', text: 'вот', file: { name: 'счёт.pdf' } },
    ],
    ['a sticker', (client) => client.sendSticker(company, bytes()), { kind: 'sticker', file: { mime: 'image/webp' } }],
    [
      'a place',
      (client) => client.sendLocation(company, { latitude: 55.5, longitude: 37.5, name: 'Склад' }),
      { kind: 'location', location: { latitude: 55.5, longitude: 37.5, name: 'Склад' } },
    ],
    [
      'the card of one person',
      (client) => client.sendContacts(company, [{ name: 'Пётр', phones: ['+7 916 123-45-67'] }]),
      { kind: 'contacts', contacts: [{ name: 'Пётр', phones: ['+7 916 123-45-67'] }] },
    ],
    [
      'the cards of 30 people',
      (client) =>
        client.sendContacts(
          company,
          Array.from({ length: 30 }, (_, index) => ({ name: `Человек ${index}`, phones: ['112'] })),
        ),
      { kind: 'contacts', contacts: Array.from({ length: 30 }, (_, index) => ({ name: `Человек ${index}` })) },
    ],
    [
      'a poll',
      (client) => client.sendPoll(company, 'Когда?', ['Утром', 'Вечером']),
      { kind: 'poll', poll: { question: 'Когда?', multiple: false, options: [{ text: 'Утром', votes: 0 }, {}] } },
    ],
    ['what is to be seen on the phone', (client) => client.sendNoticeOfViewOnce(company), { kind: 'viewOnce' }],
    [
      'what nobody knows',
      (client) => client.send(company, { paymentInviteMessage: { serviceType: 3 } }),
      { kind: 'unsupported', rawKind: 'paymentInviteMessage' },
    ],
    [
      'a text of 65,536 characters',
      (client) => client.sendText(company, 'ж'.repeat(65_536)),
      { kind: 'text', text: 'ж'.repeat(65_536) },
    ],
    ['500 emoji', (client) => client.sendText(company, `:${'😀'.repeat(500)}`), { text: `:${'😀'.repeat(500)}` }],
    [
      'a message that disappears',
      (client) => client.send(company, { ephemeralMessage: { message: { conversation: 'ненадолго' } } }),
      { kind: 'text', text: 'ненадолго' },
    ],
  ])('shows %s once', async (_, send, expected) => {
    const client = somebody()
    await send(client)
    await shows(client, { origin: 'client', ...expected })
    // The next one comes as well, and nothing came twice.
    await client.sendText(company, 'дальше')
    await conversationWith(client, (all) => all.some(({ text }) => text === 'дальше'))
    expect(seenOf(client).events.filter(({ first }) => first)).toHaveLength(2)
  })

  it('cuts no emoji in half where the list shows the beginning of a message', async () => {
    const client = somebody()
    await client.sendText(company, `:${'😀'.repeat(500)}`)
    await shows(client, { kind: 'text' })
    expect(seenOf(client).conversation?.lastMessage?.text).toBe(`:${'😀'.repeat(99)}`)
  })

  it('fetches the bytes of every kind of file', async () => {
    const client = somebody()
    const files = [bytes(), bytes(), bytes(), bytes()] as const
    await client.sendVideo(company, files[0])
    await client.sendVideo(company, files[1], { gif: true })
    await client.sendVoice(company, files[2])
    await client.sendSticker(company, files[3])
    const ready = (messages: Message[]) => messages.filter(({ file }) => file?.state === 'ready').length === 4
    const messages = await conversationWith(client, ready)
    for (const [index, message] of messages.entries()) {
      const response = await fetch(`${office.relay.address}/api/v1/files/${message.file?.id}`, {
        headers: { Authorization: `Bearer ${office.token}` },
      })
      expect(Buffer.from(await response.arrayBuffer()).equals(files[index] ?? Buffer.of())).toBe(true)
    }
  })

  it('shows an edit, a reaction and a deletion in the message itself', async () => {
    const client = somebody('lid')
    const { id } = await client.sendText(company, 'в 14:00')
    await client.edit(company, id, 'в 15:00')
    await shows(client, { text: 'в 15:00', edited: { earlier: [{ text: 'в 14:00' }] } })
    await client.react(company, id, '👍')
    await shows(client, { reactions: [{ emoji: '👍', fromUs: false }] })
    await client.react(company, id, '')
    await client.delete(company, id)
    expect(await shows(client, { text: 'в 15:00', deleted: { fromUs: false } })).not.toHaveProperty('reactions')
  })

  it('counts votes of both sides in polls of both sides', async () => {
    for (const addressing of ['pn', 'lid'] as const) {
      const client = somebody(addressing)
      const own = await client.sendPoll(company, 'Когда?', ['Утром', 'Вечером'])
      await client.vote(company, own.id, ['Вечером'])
      await shows(client, { poll: { options: [{ votes: 0 }, { votes: 1 }] } })
      const { id } = await phone.typeContent(client.number, contents.poll('Сколько?', ['Одну', 'Две'], true))
      await client.vote(company, id, ['Одну', 'Две'])
      await client.vote(company, id, ['Две'])
      const voted = ([, ours]: Message[]) => ours?.poll?.options.map(({ votes }) => votes).join() === '0,1'
      expect(await conversationWith(client, voted)).toMatchObject([{}, { origin: 'phone', kind: 'poll' }])
    }
  })

  it('moves a live location', async () => {
    const client = somebody()
    const first = await client.send(company, contents.liveLocation({ latitude: 55, longitude: 37 }))
    await shows(client, { kind: 'location', location: { latitude: 55, live: {} } })
    const later = { secondsLater: 60, first: first.id }
    await client.send(company, contents.liveLocation({ latitude: 56, longitude: 38 }, later))
    await shows(client, { location: { latitude: 56, longitude: 38 } })
  })

  it.each([
    [{}, 'missed', 1],
    [{ reason: 'timeout' }, 'missed', 1],
    [{ reason: 'accepted_elsewhere' }, 'onPhone', 0],
    [{ reason: 'rejected_elsewhere' }, 'declined', 0],
  ])('shows a call that ended with %j as %s', async (end, outcome, unread) => {
    const client = somebody()
    const call = client.ring(company, { video: true })
    await shows(client, { kind: 'call', call: { video: true, outcome: 'ringing' } })
    client.endCall(company, call, end)
    await shows(client, { kind: 'call', call: { video: true, outcome } })
    expect(seenOf(client).conversation?.unread).toBe(unread)
  })

  it('shows what the corporate phone edits, deletes and reacts to', async () => {
    const client = somebody()
    const { id: his } = await client.sendText(company, 'Добрый день')
    const { id: ours } = await phone.typeMessage(client.number, 'Отгрузим завтра')
    await phone.editMessage(client.number, ours, 'Отгрузим сегодня')
    await phone.deleteMessage(client.number, ours)
    await phone.react(client.number, his, '🤝')
    const done = ([first, second]: Message[]) => first?.reactions !== undefined && second?.deleted !== undefined
    expect(await conversationWith(client, done)).toMatchObject([
      { text: 'Добрый день', reactions: [{ emoji: '🤝', fromUs: true }] },
      { origin: 'phone', text: 'Отгрузим сегодня', deleted: { fromUs: true }, edited: { earlier: [{}] } },
    ])
  })

  it('lets a client neither edit nor delete a message of ours, whatever his app says', async () => {
    const client = somebody()
    await client.sendText(company, 'Сколько стоит?')
    const { id } = await phone.typeMessage(client.number, 'Сто рублей')
    for (const isOwn of [true, false]) {
      await client.send(company, contents.deletion(id, isOwn))
      await client.send(company, contents.edit(id, 'Даром', isOwn))
    }
    await client.react(company, id, '😮')
    const reacted = (messages: Message[]) => messages.some(({ reactions }) => reactions !== undefined)
    const ours = (await conversationWith(client, reacted)).find(({ origin }) => origin === 'phone')
    expect(ours).toMatchObject({ text: 'Сто рублей', reactions: [{ emoji: '😮', fromUs: false }] })
    expect(ours).not.toHaveProperty('deleted')
    expect(ours).not.toHaveProperty('edited')
  })

  it('is not stopped by stanzas with attributes or content missing', async () => {
    const client = somebody()
    const companion = office.whatsapp.companionOf(phone.number)
    companion?.pushOnce(stanza('message', { from: client.jid, type: 'text' }))
    companion?.pushOnce(stanza('message', { id: 'NOCONTENT', from: client.jid, t: 'soon' }, []))
    companion?.pushOnce(stanza('message', { id: 'ODD', from: client.jid }, [stanza('enc', { v: '2', type: 'msg' })]))
    companion?.pushOnce(stanza('call', { id: 'CALL', from: client.jid }, [stanza('terminate')]))
    companion?.pushOnce(stanza('receipt', { from: client.jid, id: 'UNKNOWN' }))
    await client.sendText(company, 'всё ещё здесь')
    await conversationWith(client, (all) => all.some(({ text }) => text === 'всё ещё здесь'))
  })
})

import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Reply } from '../../shared/commands.ts'
import { type ConversationId, createNewId, type FileId, fileIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { recordedInWebm, soundIn } from '../world/recordings.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { ReceivedMessage } from '../world/whatsapp/received-message.ts'

const company = '+74951234567'
const newId = createNewId(() => Date.now())

describe.each(engines)('what an employee sends that is no text, the relay on %s', (engine) => {
  let office: Office
  let live: ExtensionPeer
  let conversationId: ConversationId
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    const { channelId } = (await office.ask('GET', '/me')).body.channels[0]
    // As careful as a number is by itself, it would take a minute.
    await office.ask('PATCH', `/channels/${channelId}`, { settings: { perMinute: 600, burst: 100 } })
    live = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await anna().sendText(company, 'здравствуйте')
    conversationId = (await live.event('message', () => true)).message.conversationId
  })
  afterAll(async () => {
    live.close()
    await office.close()
  })

  const anna = () => office.whatsapp.client('+79161234567', { name: 'Анна' })

  async function upload(bytes: Uint8Array, name: string, mime: string): Promise<FileId> {
    const id = newId(fileIdSchema)
    const answer = await fetch(`${office.relay.address}/api/v1/files/${id}?name=${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: { Origin: extensionOrigin, Authorization: `Bearer ${office.token}`, 'Content-Type': mime },
      body: Buffer.from(bytes),
    })
    expect(answer.status).toBe(200)
    return id
  }

  type Said = Partial<Omit<Reply, 'id' | 'conversationId'>>

  /** An employee's reply, and what the client's phone has decrypted of it. */
  async function send(reply: Said): Promise<{ message: Message; got: ReceivedMessage }> {
    const before = anna().received.length
    const id = newId(messageIdSchema)
    const { status, body } = await office.ask('POST', '/replies', { id, conversationId, text: '', ...reply })
    expect(status).toBe(200)
    await expect.poll(() => anna().received.length).toBe(before + 1)
    const got = anna().received.at(-1)
    if (!got) throw new Error('nothing has come')
    return { message: body.message, got }
  }

  it('a place arrives where it is, with its name', async () => {
    const place = { latitude: 55.75583, longitude: 37.61778, name: 'Офис', address: 'Москва, Тверская, 1' }
    const { message, got } = await send({ place })
    expect(message).toMatchObject({ kind: 'location', location: place, text: '' })
    expect(got.content.locationMessage).toMatchObject({
      degreesLatitude: 55.75583,
      degreesLongitude: 37.61778,
      name: 'Офис',
      address: 'Москва, Тверская, 1',
    })
  })

  it('a place outside of this earth is refused', async () => {
    const place = { latitude: 95, longitude: 37 }
    const id = newId(messageIdSchema)
    expect(await office.ask('POST', '/replies', { id, conversationId, place })).toMatchObject({ status: 400 })
  })

  it('a card arrives with a phone that can be written to, and with one that is none as it was typed', async () => {
    const { message, got } = await send({
      contacts: [{ name: 'Пётр; Склад', phones: ['8 (916) 555-44-33', 'доб. 12'] }],
    })
    expect(message).toMatchObject({ kind: 'contacts', contacts: [{ phones: ['+79165554433', 'доб. 12'] }] })
    expect(got.kind).toBe('contactMessage')
    expect(got.content.contactMessage?.displayName).toBe('Пётр; Склад')
    expect(got.content.contactMessage?.vcard?.split('\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:;Пётр\\; Склад;;;',
      'FN:Пётр\\; Склад',
      'TEL;type=CELL;type=VOICE;waid=79165554433:+79165554433',
      'TEL;type=CELL;type=VOICE:доб. 12',
      'END:VCARD',
    ])
  })

  it('several cards arrive as several', async () => {
    const person = (name: string) => ({ name, phones: ['+79165554433'] })
    const { got } = await send({ contacts: [person('Пётр'), person('Мария')] })
    expect(got.content.contactsArrayMessage?.contacts?.map(({ displayName }) => displayName)).toEqual(['Пётр', 'Мария'])
  })

  const poll = { question: 'Когда удобно?', multiple: false, options: ['Утром', 'Днём', 'Вечером'] }
  const votesOf = (id: string, wanted: number[]) =>
    live.event('message', ({ message }) => {
      const votes = message.poll?.options.map((option) => option.votes)
      return message.id === id && JSON.stringify(votes) === JSON.stringify(wanted)
    })

  it('a poll arrives, the client votes and votes again, and both are counted', async () => {
    const { message, got } = await send({ poll })
    expect(message.poll).toEqual({ ...poll, options: poll.options.map((text) => ({ text, votes: 0 })) })
    expect(got.content.pollCreationMessageV3).toMatchObject({ name: 'Когда удобно?', selectableOptionsCount: 1 })
    expect(got.content.pollCreationMessageV3?.options?.map(({ optionName }) => optionName)).toEqual(poll.options)
    await anna().vote(company, got.id, ['Днём'])
    await votesOf(message.id, [0, 1, 0])
    await anna().vote(company, got.id, ['Вечером'])
    await votesOf(message.id, [0, 0, 1])
  })

  it('a poll with several answers lets the client choose several', async () => {
    const { message, got } = await send({ poll: { ...poll, multiple: true } })
    expect(got.content.pollCreationMessage?.selectableOptionsCount).toBe(0)
    await anna().vote(company, got.id, ['Утром', 'Вечером'])
    await votesOf(message.id, [1, 0, 1])
  })

  it('a vote that is sealed with another secret counts for nothing', async () => {
    const one = await send({ poll })
    const other = await send({ poll })
    const secrets = [one, other].map(({ got }) => got.content.messageContextInfo?.messageSecret)
    expect(secrets[0]).toHaveLength(32)
    expect(Buffer.from(secrets[0] ?? []).equals(Buffer.from(secrets[1] ?? []))).toBe(false)
    const found = anna().received.find(({ id }) => id === one.got.id)
    Object.assign(found?.content.messageContextInfo ?? {}, { messageSecret: randomBytes(32) })
    await anna().vote(company, one.got.id, ['Днём'])
    await anna().vote(company, other.got.id, ['Днём'])
    await votesOf(other.message.id, [0, 1, 0])
    const page = await office.ask('GET', `/conversations/${conversationId}/messages`)
    const stored: Message[] = page.body.messages
    expect(stored.find(({ id }) => id === one.message.id)?.poll?.options.map(({ votes }) => votes)).toEqual([0, 0, 0])
  })

  it('a poll cannot be edited, and can be deleted for everyone', async () => {
    const { message, got } = await send({ poll })
    expect(await office.ask('PUT', `/messages/${message.id}/text`, { text: 'другое' })).toMatchObject({ status: 400 })
    await office.ask('DELETE', `/messages/${message.id}`)
    const deletion = await anna().waitForMessage(({ content }) => content.protocolMessage?.key?.id === got.id)
    expect(deletion.kind).toBe('protocolMessage')
  })

  it('a place answers what the client wrote, and shows that', async () => {
    const { id } = await anna().sendText(company, 'где вы?')
    const { message } = await live.event('message', (event) => event.message.text === 'где вы?')
    const { got } = await send({ place: { latitude: 55, longitude: 37 }, quotedMessageId: message.id })
    expect(got.content.locationMessage?.contextInfo?.stanzaId).toBe(id)
  })

  const picture = (pages = 1) =>
    sharp({ create: { width: 300, height: 200 * pages, channels: 4, background: '#aa331180' } })

  it('a picture leaves as a sticker: WebP, 512 × 512', async () => {
    const fileId = await upload(await picture().png().toBuffer(), 'кот.png', 'image/png')
    const { message, got } = await send({ fileId, as: 'sticker' })
    expect(message).toMatchObject({ kind: 'sticker', file: { name: 'кот.webp', mime: 'image/webp', width: 512 } })
    expect(got.content.stickerMessage).toMatchObject({ mimetype: 'image/webp', width: 512, height: 512 })
    expect(got.content.stickerMessage?.isAnimated).toBeFalsy()
    const bytes = got.file?.bytes ?? Buffer.alloc(0)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512, hasAlpha: true })
    expect(bytes.length).toBeLessThan(100 * 1024)
  })

  it('a sticker that moves goes on moving', async () => {
    const frame = (background: string) =>
      sharp({ create: { width: 64, height: 64, channels: 4, background } })
        .png()
        .toBuffer()
    const moving = sharp(await Promise.all(['#ff0000ff', '#00ff00ff'].map(frame)), { join: { animated: true } })
    const fileId = await upload(await moving.webp({ delay: [100, 100] }).toBuffer(), 'танец.webp', 'image/webp')
    const { got } = await send({ fileId, as: 'sticker' })
    expect(got.content.stickerMessage?.isAnimated).toBe(true)
    const bytes = got.file?.bytes ?? Buffer.alloc(0)
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 2, width: 512, pageHeight: 512 })
  })

  it('what only calls itself a picture leaves as a document, also as a sticker; with words a picture stays a picture', async () => {
    const broken = await upload(Buffer.from('не картинка'), 'кот.png', 'image/png')
    expect((await send({ fileId: broken, as: 'sticker' })).got.kind).toBe('documentMessage')
    const fileId = await upload(await picture().png().toBuffer(), 'кот.png', 'image/png')
    expect((await send({ fileId, as: 'sticker', text: 'смотрите' })).got).toMatchObject({
      kind: 'imageMessage',
      text: 'смотрите',
    })
  })

  /** As much of an MP4 as it takes to be known as one. */
  const film = Buffer.concat([
    Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'),
    randomBytes(2000),
  ])

  it('a film leaves as a GIF when that was wanted, else as a film; an image/gif as a document', async () => {
    const fileId = await upload(film, 'танец.mp4', 'video/mp4')
    const { message, got } = await send({ fileId, as: 'gif', text: 'ура' })
    expect(message.kind).toBe('gif')
    expect(got.content.videoMessage).toMatchObject({ gifPlayback: true, caption: 'ура' })
    expect((await send({ fileId })).got.content.videoMessage?.gifPlayback).toBeFalsy()
    const gif = await upload(await picture().gif().toBuffer(), 'танец.gif', 'image/gif')
    expect((await send({ fileId: gif, as: 'gif' })).got.kind).toBe('documentMessage')
  })

  const voice = { seconds: 2.4, waveform: Array.from({ length: 64 }, (_, place) => place) }

  it('what Chrome has recorded leaves as a voice message: the same packets in Ogg, its length and its waves', async () => {
    const recorded = await recordedInWebm(2)
    const fileId = await upload(recorded.bytes, 'голос.webm', 'audio/webm')
    const { message, got } = await send({ fileId, voice })
    expect(message).toMatchObject({ kind: 'voice', file: { name: 'голос.ogg', mime: 'audio/ogg; codecs=opus' } })
    expect(message.playback).toEqual({ seconds: 2, waveform: voice.waveform })
    expect(got.content.audioMessage).toMatchObject({ ptt: true, seconds: 2, mimetype: 'audio/ogg; codecs=opus' })
    expect([...(got.content.audioMessage?.waveform ?? [])]).toEqual(voice.waveform)
    const heard = await soundIn(got.file?.bytes ?? Buffer.alloc(0))
    expect(heard.format).toBe('Ogg')
    expect(heard.packets).toEqual(recorded.packets)
    const kept = join(office.mediaFolder, message.file?.sha256.slice(0, 2) ?? '', message.file?.sha256 ?? '')
    expect(
      createHash('sha256')
        .update(await readFile(kept))
        .digest('hex'),
    ).toBe(message.file?.sha256)
  })

  it('a recording that was cut off in the middle leaves as far as it goes', async () => {
    const recorded = await recordedInWebm(4)
    const fileId = await upload(recorded.bytes.subarray(0, recorded.bytes.length * 0.6), 'голос.webm', 'audio/webm')
    const heard = await soundIn((await send({ fileId, voice })).got.file?.bytes ?? Buffer.alloc(0))
    expect(heard.packets.length).toBeGreaterThan(50)
    expect(recorded.packets.slice(0, heard.packets.length)).toEqual(heard.packets)
  })

  it('what Firefox has recorded leaves as it is; without the word that it was recorded it is a sound', async () => {
    const { ogg } = await recordedInWebm(1)
    const fileId = await upload(ogg, 'голос.ogg', 'audio/ogg')
    const { got } = await send({ fileId, voice })
    expect(got.content.audioMessage?.ptt).toBe(true)
    expect(got.file?.bytes.equals(Buffer.from(ogg))).toBe(true)
    expect((await send({ fileId })).got.content.audioMessage?.ptt).toBeFalsy()
  })

  it('a film in WebM is no recording, whatever is said of it', async () => {
    const fileId = await upload(
      Buffer.concat([Buffer.from('1a45dfa3', 'hex'), randomBytes(500)]),
      'x.webm',
      'video/webm',
    )
    expect((await send({ fileId, voice })).got.kind).toBe('documentMessage')
  })

  it('the same reply once more is the same message with the same file', async () => {
    const fileId = await upload((await recordedInWebm(1)).bytes, 'голос.webm', 'audio/webm')
    const id = newId(messageIdSchema)
    const reply = { id, conversationId, text: '', fileId, voice }
    const [one, other] = [await office.ask('POST', '/replies', reply), await office.ask('POST', '/replies', reply)]
    expect(other.body).toEqual({ ...one.body, duplicate: true, message: expect.objectContaining({ id }) })
    expect(other.body.message.file).toEqual(one.body.message.file)
  })
})

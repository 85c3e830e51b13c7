import { readdirSync, statSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { longestText } from '../../shared/message.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'
import * as contents from '../world/whatsapp/contents.ts'

const company = '+74951234567'
const megabyte = 1024 * 1024
const rightToLeft = '\u202bשלום \u2066123\u2069 עולם\u202c, مرحبا \u200f\u202exe.gpj\u202c'

/**
 * What is odd, through the whole relay. Proved elsewhere: a text of 65,536 characters, 500 emoji, 30 cards and missing attributes from a client (whatsapp-kinds),
 * a picture that is none and an odd name from a client, 200 MB announced by an employee (media), a picture that is none to a client (sending).
 */
describe.each(engines)('odd input, with the relay on %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer
  let clients = 0
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    const { channelId } = (await office.ask('GET', '/me')).body.channels[0]
    await office.ask('PATCH', `/channels/${channelId}`, { settings: { perMinute: 600, burst: 100, typing: false } })
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterEach(() => peer.close())

  const newId = () => `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`
  const somebody = () => {
    clients += 1
    return office.whatsapp.client(`+79163${String(clients).padStart(6, '0')}`)
  }
  const arrives = (client: Client, fits: (text: string, state: string | undefined) => boolean) =>
    peer.event(
      'message',
      ({ conversation, message }) =>
        conversation.contact.phone === `+${client.number}` && fits(message.text, message.file?.state),
    )

  /** His next message comes, and what he is answered as well. */
  async function goesOn(client: Client): Promise<void> {
    await client.sendText(company, 'дальше')
    const { conversation } = await arrives(client, (text) => text === 'дальше')
    await office.ask('POST', '/replies', { id: newId(), conversationId: conversation.id, text: 'ответ' })
    await client.waitForMessage(({ text }) => text === 'ответ')
  }

  const upload = (name: string, body: Uint8Array<ArrayBuffer> | ReadableStream, mime = 'application/pdf') =>
    fetch(`${office.relay.address}/api/v1/files/${newId()}?name=${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: { Origin: extensionOrigin, Authorization: `Bearer ${office.token}`, 'Content-Type': mime },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit)

  const mediaBytes = () =>
    readdirSync(office.mediaFolder, { recursive: true, encoding: 'utf8' })
      .map((name) => statSync(`${office.mediaFolder}/${name}`))
      .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)

  it.each([
    ['says so', 200 * megabyte],
    ['says that it has 10 bytes', 10],
    ['says nothing', undefined],
  ])(
    'a document of a client beyond the limit that %s fills no disk, and is told to be too large or damaged',
    async (_, fileLength) => {
      const client = somebody()
      const before = mediaBytes()
      const content = await contents.document(office.whatsapp.media, Buffer.alloc(3 * megabyte), {
        fileName: 'большой.bin',
      })
      const documentMessage = { ...content.documentMessage, fileLength: fileLength ?? null }
      await client.send(company, { documentMessage })
      const { message } = await arrives(client, (_text, state) => state === 'gone')
      expect(message.file).toMatchObject({ name: 'большой.bin', trouble: expect.stringMatching(/tooLarge|damaged/) })
      expect(mediaBytes()).toBe(before)
      await goesOn(client)
    },
  )

  it('an upload that does not say how large it is ends at the limit, in words, and leaves nothing behind', async () => {
    const before = mediaBytes()
    let taken = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        taken += megabyte / 4
        if (taken > 200 * megabyte) controller.close()
        else controller.enqueue(new Uint8Array(megabyte / 4))
      },
    })
    const said = await upload('a.bin', endless).then(
      (answer) => answer.status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(said)
    expect(taken).toBeLessThan(50 * megabyte)
    expect(mediaBytes()).toBe(before)
  })

  it.each(['../../etc/pass\u0007wd\r\nX: y.pdf', 'счёт\u202efdp.exe', '.', '"; filename=evil', 'a'.repeat(5_000)])(
    'a name that an employee gives a file harms nobody, here or at the client’s: %j',
    async (name) => {
      const client = somebody()
      await client.sendText(company, 'файл?')
      const { conversation } = await arrives(client, (text) => text === 'файл?')
      const answer = await upload(name, new TextEncoder().encode(`%PDF-1.4 ${name}`))
      expect(answer.status).toBe(200)
      const file = (await answer.json()) as { id: string }
      await office.ask('POST', '/replies', { id: newId(), conversationId: conversation.id, fileId: file.id })
      const got = await client.waitForMessage((message) => message.file !== undefined)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(got.file?.name).toMatch(/^[^/\\\u0000-\u001f\u202e]{1,255}$/u)
      const back = await fetch(`${office.relay.address}/api/v1/files/${file.id}`, {
        headers: { Authorization: `Bearer ${office.token}` },
      })
      expect(back.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''\S+$/)
      await goesOn(client)
    },
  )

  it('right-to-left text with its marks comes and goes as it was written', async () => {
    const client = somebody()
    await client.sendText(company, rightToLeft)
    const { conversation } = await arrives(client, (text) => text === rightToLeft)
    await office.ask('POST', '/replies', { id: newId(), conversationId: conversation.id, text: rightToLeft })
    await client.waitForMessage(({ text }) => text === rightToLeft)
    await goesOn(client)
  })

  it.each([
    ['500 emoji', '👩‍👩‍👧‍👦'.repeat(500)],
    ['as many characters as there may be', 'ж'.repeat(longestText)],
  ])('a reply of %s reaches the client whole', async (_, text) => {
    const client = somebody()
    await client.sendText(company, 'слушаю')
    const { conversation } = await arrives(client, (said) => said === 'слушаю')
    expect((await office.ask('POST', '/replies', { id: newId(), conversationId: conversation.id, text })).status).toBe(
      200,
    )
    await client.waitForMessage((message) => message.text === text)
    await goesOn(client)
  })

  it.each([65_536, longestText + 1])(
    'a reply of %s characters is refused in words, and nothing of it is kept',
    async (length) => {
      const client = somebody()
      await client.sendText(company, 'слушаю')
      const { conversation } = await arrives(client, (text) => text === 'слушаю')
      const command = { id: newId(), conversationId: conversation.id, text: 'ж'.repeat(length) }
      expect(await office.ask('POST', '/replies', command)).toMatchObject({
        status: 400,
        body: { error: { code: 'badRequest', message: expect.stringContaining(`<=${longestText}`) } },
      })
      await goesOn(client)
      expect(client.received).toHaveLength(1)
    },
  )

  it.each([
    ['lists', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
  ])('%s within one another without end are refused in words', async (_, body) => {
    const headers = { Origin: extensionOrigin, Authorization: `Bearer ${office.token}` }
    const request = { method: 'PUT', headers: { ...headers, 'Content-Type': 'application/json' }, body }
    for (const path of ['/groups', '/quick-replies', '/settings/inbox'])
      expect((await fetch(`${office.relay.address}/api/v1${path}`, request)).status).toBe(400)
  })

  it('a phone of three digits is refused in words to an employee and to 1C', async () => {
    const { channelId } = (await office.ask('GET', '/me')).body.channels[0]
    expect(await office.ask('POST', '/conversations', { channelId, phone: '112' })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('too short') } },
    })
    const { base, token } = (await office.ask('POST', '/bases', { name: 'УТ' })).body
    const answer = await fetch(`${office.relay.address}/onec/v1/exchange`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify({ protocol: 1, cursor: 0, outgoing: [{ outgoingId: newId(), phone: '112', text: 'x' }] }),
    })
    expect(await answer.json()).toMatchObject({
      results: [{ status: 'failed', error: { code: 'badRequest', message: expect.stringContaining('too short') } }],
    })
    await office.ask('DELETE', `/bases/${base.id}`)
    await goesOn(somebody())
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import type { Client } from '../world/whatsapp/client.ts'

const company = '+74951234567'
const foreignId = '01932b6e-7c00-7000-8000-000000000099'
const documentReply = { id: foreignId, conversationId: foreignId }
const forAdministrators: [string, string, unknown][] = [
  ['GET', '/bases', undefined],
  ['POST', '/bases', { name: 'x' }],
  ['PATCH', `/bases/${foreignId}`, { name: 'x' }],
  ['DELETE', `/bases/${foreignId}`, undefined],
  ['POST', `/bases/${foreignId}/token`, undefined],
  ['PUT', `/bases/${foreignId}/push`, null],
  ['POST', `/bases/${foreignId}/check`, undefined],
  ['GET', `/bases/${foreignId}/rejected`, undefined],
  ['GET', `/bases/${foreignId}/bad-phones`, undefined],
  ['PUT', '/settings/synchronisation', {}],
  ['POST', `/employees/${foreignId}/invitation`, undefined],
]

describe.each(engines)('who attacks the relay’s routes, on %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer
  let channelId: string
  let clients = 0
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    channelId = (await office.ask('GET', '/me')).body.channels[0].channelId
    await office.ask('PATCH', `/channels/${channelId}`, { settings: { perMinute: 600, burst: 100, typing: false } })
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterEach(() => peer.close())

  const newId = () => `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`

  async function hire(rights: string[]): Promise<string> {
    const invited = await office.ask('POST', '/employees', { name: 'Ольга', rights })
    return (await office.ask('POST', '/sign-in', { code: invited.body.code }, null)).body.token
  }

  async function acquaintance(): Promise<{ client: Client; conversationId: string; theirs: string }> {
    clients += 1
    const client = office.whatsapp.client(`+79162${String(clients).padStart(6, '0')}`)
    await client.sendText(company, 'Здравствуйте')
    const phone = `+${client.number}`
    const { conversation, message } = await peer.event('message', (event) => event.conversation.contact.phone === phone)
    return { client, conversationId: conversation.id, theirs: message.id }
  }

  async function reply(conversationId: string, text: string, more: object = {}, token = office.token) {
    const id = newId()
    const answer = await office.ask('POST', '/replies', { id, conversationId, text, ...more }, token)
    expect(answer).toMatchObject({ status: 200 })
    return id
  }
  const reaches = (id: string, stage: string) =>
    peer.event('stage', (event) => event.messageId === id && event.stage.stage === stage)
  const got = (client: Client, text: string) => client.waitForMessage((message) => message.text === text)
  async function deletedAsSoonAsItIsThere(id: string) {
    for (;;) {
      const answer = await office.ask('DELETE', `/messages/${id}`)
      if (answer.status !== 404) return answer
    }
  }
  const put = (id: string, bytes: Uint8Array<ArrayBuffer>, token = office.token) =>
    fetch(`${office.relay.address}/api/v1/files/${id}?name=a.txt`, {
      method: 'PUT',
      headers: { Origin: extensionOrigin, Authorization: `Bearer ${token}` },
      body: bytes,
    })

  describe('with wrong types and foreign ids, gets a refusal in words, never a stack trace:', () => {
    it.each<[string, string, unknown, number]>([
      ['POST', '/conversations', { channelId: 7, phone: '112' }, 400],
      ['POST', '/conversations', { channelId: foreignId, phone: '+79160000000' }, 404],
      ['POST', '/conversations', { phone: {} }, 400],
      ['POST', '/conversations', [], 400],
      ['POST', '/replies', { id: 'x', conversationId: 'y', text: 'z' }, 400],
      ['POST', '/replies', { id: foreignId, conversationId: foreignId, text: 'z' }, 404],
      ['PUT', `/messages/${foreignId}/reaction`, { emoji: '👍' }, 404],
      ['PUT', '/messages/..%2f..%2fetc/reaction', { emoji: '👍' }, 404],
      ['PUT', `/messages/${foreignId}/reaction`, { emoji: 7 }, 400],
      ['PUT', `/messages/${foreignId}/reaction`, { emoji: 'х'.repeat(33) }, 400],
      ['PUT', `/messages/${foreignId}/text`, { text: '   ' }, 400],
      ['PUT', `/messages/${foreignId}/text`, { text: 'ж'.repeat(65_537) }, 400],
      ['PUT', `/messages/${foreignId}/text`, null, 400],
      ['DELETE', `/messages/${foreignId}`, undefined, 404],
      ['GET', '/files/%E0%A4%A', undefined, 404],
      ['GET', `/files/${foreignId}/thumbnail`, undefined, 404],
      ['GET', `/conversations/${foreignId}/messages`, undefined, 404],
      ['GET', '/changes?after=1e400', undefined, 400],
      ['GET', '/changes?after=-1', undefined, 400],
      ['POST', '/channels', { title: '' }, 400],
      ['POST', '/channels', { title: 'х'.repeat(61) }, 400],
      ['PATCH', `/channels/${foreignId}`, { title: 'x' }, 404],
      ['PATCH', `/channels/${foreignId}`, { settings: { perMinute: 0.5 } }, 400],
      ['PATCH', `/channels/${foreignId}`, { settings: { historyDays: 365 } }, 400],
      ['PATCH', `/channels/${foreignId}`, { settings: { proxy: 'file:///etc/passwd' } }, 400],
      ['PATCH', `/channels/${foreignId}`, { position: 'first' }, 400],
      ['DELETE', `/channels/${foreignId}`, undefined, 404],
      ['POST', `/channels/${foreignId}/connect`, undefined, 404],
      ['POST', `/channels/${foreignId}/other-number`, { keep: 'new' }, 404],
      ['POST', `/channels/${foreignId}/other-number`, { keep: 'both' }, 400],
      ['POST', `/channels/${foreignId}/pairing`, { phone: 79161234567 }, 400],
      ['POST', `/conversations/${foreignId}/document-lookups`, { id: foreignId }, 404],
      ['POST', `/conversations/${foreignId}/document-lookups`, { id: 'x' }, 400],
      ['GET', `/document-lookups/${foreignId}`, undefined, 404],
      ['POST', `/messages/${foreignId}/task`, { id: foreignId, text: 'x' }, 404],
      ['POST', `/messages/${foreignId}/task`, { id: foreignId, text: 'x'.repeat(65_537) }, 400],
      ['PUT', `/contacts/${foreignId}/client`, { baseId: foreignId, ref: 'x' }, 404],
      ['PUT', `/contacts/${foreignId}/client`, { baseId: 'x', ref: {} }, 400],
      ['PATCH', `/bases/${foreignId}`, { webAddress: 'javascript:alert(1)' }, 400],
      ['PATCH', `/bases/${foreignId}`, { pushSecret: 'short' }, 400],
      ['PUT', `/bases/${foreignId}/push`, { url: 'file:///etc/passwd', login: '', password: '' }, 400],
      ['POST', '/sign-in/onec', { login: '', password: 'x' }, 400],
      ['POST', '/replies', { ...documentReply, document: { documentRef: '', title: 'x' } }, 400],
      ['POST', '/replies', { ...documentReply, document: { documentRef: 'x', title: 'х'.repeat(301) } }, 400],
    ])('%s %s %j', async (method, path, body, status) => {
      const answer = await office.ask(method, path, body)
      expect(answer).toMatchObject({ status, body: { error: { code: expect.any(String) } } })
      expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.ts:|node_modules|SQLITE|kysely/i)
    })

    it('a body that is not JSON, and one that is far too large', async () => {
      const send = (body: string) =>
        fetch(`${office.relay.address}/api/v1/conversations`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${office.token}`, 'Content-Type': 'application/json' },
          body,
        })
      expect((await send('{"phone":')).status).toBe(400)
      expect((await send(JSON.stringify({ channelId, phone: '1'.repeat(300_000) }))).status).toBe(413)
      expect(await office.ask('POST', '/conversations', { channelId, phone: '1'.repeat(200_000) })).toMatchObject({
        status: 400,
      })
    })

    it('a number is moved to the end by a place that there is not', async () => {
      for (const position of [-5, 1e300, 0.5])
        expect(await office.ask('PATCH', `/channels/${channelId}`, { position })).toMatchObject({
          status: 200,
          body: { channel: { position: 0 } },
        })
    })
  })

  it.each<[string, string, unknown]>([
    ['POST', '/conversations', { channelId: foreignId, phone: '+79160000000' }],
    ['PUT', `/messages/${foreignId}/reaction`, { emoji: '👍' }],
    ['PUT', `/messages/${foreignId}/text`, { text: 'x' }],
    ['DELETE', `/messages/${foreignId}`, undefined],
    ['PUT', `/files/${foreignId}`, undefined],
    ['GET', '/channels', undefined],
    ['POST', '/channels', { title: 'x' }],
    ['PATCH', `/channels/${foreignId}`, { title: 'x' }],
    ['DELETE', `/channels/${foreignId}`, undefined],
    ['POST', `/channels/${foreignId}/connect`, undefined],
    ['POST', `/channels/${foreignId}/other-number`, { keep: 'new' }],
    ['DELETE', `/channels/${foreignId}/pairing`, undefined],
    ['POST', `/conversations/${foreignId}/document-lookups`, { id: foreignId }],
    ['GET', `/document-lookups/${foreignId}`, undefined],
    ['POST', `/messages/${foreignId}/task`, { id: foreignId, text: 'x' }],
    ['PUT', `/contacts/${foreignId}/client`, null],
    ...forAdministrators,
  ])('without the right is refused: %s %s', async (method, path, body) => {
    const reader = await hire(['read'])
    expect(await office.ask(method, path, body, reader)).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    })
  })

  it.each(forAdministrators)('who only answers clients is refused: %s %s', async (method, path, body) => {
    expect(await office.ask(method, path, body, await hire(['read', 'reply', 'supervise']))).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    })
  })

  describe('as an employee', () => {
    it('cannot put words into a colleague’s mouth, neither before nor after they have left', async () => {
      const { client, conversationId } = await acquaintance()
      const other = await hire(['read', 'reply', 'supervise'])
      const id = await reply(conversationId, 'мои слова')
      await got(client, 'мои слова')
      await reaches(id, 'sent')
      expect(await office.ask('PUT', `/messages/${id}/text`, { text: 'чужие слова' }, other)).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden' } },
      })
      expect(await office.ask('PUT', `/messages/${id}/text`, { text: 'мои другие слова' })).toMatchObject({
        status: 200,
      })
    })

    it('may edit what was written on the company’s phone', async () => {
      const { client } = await acquaintance()
      await office.whatsapp.phone(company).typeMessage(client.number, 'с телефона')
      const { message } = await peer.event('message', (event) => event.message.text === 'с телефона')
      const other = await hire(['read', 'reply'])
      expect(await office.ask('PUT', `/messages/${message.id}/text`, { text: 'исправлено' }, other)).toMatchObject({
        status: 200,
      })
    })

    it('cannot show one client what another has written, by quoting it', async () => {
      const [anna, ivan] = [await acquaintance(), await acquaintance()]
      const quoted = { quotedMessageId: anna.theirs }
      const foreign = await reply(ivan.conversationId, 'смотрите', quoted)
      const own = await reply(anna.conversationId, 'отвечаю', quoted)
      expect((await got(ivan.client, 'смотрите')).quotedId).toBeUndefined()
      expect((await got(anna.client, 'отвечаю')).quotedId).toBeDefined()
      const shown = (id: string) => peer.event('message', (event) => event.message.id === id)
      expect((await shown(foreign)).message.quotedMessageId).toBeUndefined()
      expect((await shown(own)).message.quotedMessageId).toBe(anna.theirs)
    })

    it('cannot take over a message or a file under the id of another', async () => {
      const [anna, ivan] = [await acquaintance(), await acquaintance()]
      const id = await reply(anna.conversationId, 'моё')
      const other = await hire(['read', 'reply'])
      const again = { id, conversationId: anna.conversationId, text: 'моё' }
      expect((await office.ask('POST', '/replies', again, other)).status).toBe(409)
      expect((await office.ask('POST', '/replies', { ...again, conversationId: ivan.conversationId })).status).toBe(409)
      expect((await office.ask('POST', '/replies', { ...again, id: anna.theirs })).status).toBe(409)
      const fileId = newId()
      expect((await put(fileId, new TextEncoder().encode('раз'))).status).toBe(200)
      expect((await put(fileId, new TextEncoder().encode('два'), other)).status).toBe(409)
      const get = await fetch(`${office.relay.address}/api/v1/files/${fileId}`, {
        headers: { Authorization: `Bearer ${office.token}` },
      })
      expect(await get.text()).toBe('раз')
    })
  })

  describe('with many requests at once', () => {
    it('the same reply ten times over leaves once', async () => {
      const { client, conversationId } = await acquaintance()
      const command = { id: newId(), conversationId, text: 'один раз' }
      const answers = await Promise.all(Array.from({ length: 10 }, () => office.ask('POST', '/replies', command)))
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
      expect(answers.filter(({ body }) => !body.duplicate)).toHaveLength(1)
      await reply(conversationId, 'следующий')
      await got(client, 'следующий')
      expect(client.received.map(({ text }) => text)).toEqual(['один раз', 'следующий'])
    })

    it('two edits at once: the client ends with the one that is shown here', async () => {
      const { client, conversationId } = await acquaintance()
      const id = await reply(conversationId, 'ноль')
      await got(client, 'ноль')
      await reaches(id, 'sent')
      const edits = ['один', 'два', 'три', 'четыре']
      const answers = await Promise.all(edits.map((text) => office.ask('PUT', `/messages/${id}/text`, { text })))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      const { body } = await office.ask('GET', `/conversations/${conversationId}/messages`)
      const shown = body.messages.find((message: { id: string }) => message.id === id)
      const earlier = shown.edited.earlier.map(({ text }: { text: string }) => text)
      expect([...earlier, shown.text].sort()).toEqual(['ноль', ...edits].sort())
      const lastEdit = () => client.received.filter(({ kind }) => kind === 'protocolMessage').at(-1)?.edited
      await expect.poll(lastEdit).toBe(shown.text)
    })

    it('a deletion while it is being sent: either it never leaves, or it is deleted at the client’s', async () => {
      const { client, conversationId } = await acquaintance()
      for (let times = 0; times < 5; times += 1) {
        const id = newId()
        const [, deleted] = await Promise.all([
          office.ask('POST', '/replies', { id, conversationId, text: `лишнее ${times}` }),
          deletedAsSoonAsItIsThere(id),
        ])
        expect(deleted.status).toBe(200)
      }
      await reply(conversationId, 'последнее')
      await got(client, 'последнее')
      const kinds = () => client.received.map(({ kind }) => kind)
      const texts = () => client.received.filter(({ text }) => text?.startsWith('лишнее')).length
      await expect.poll(() => kinds().filter((kind) => kind === 'protocolMessage').length).toBe(texts())
    })

    it('conversations with the same phone are one', async () => {
      await office.ask('PATCH', `/channels/${channelId}`, { settings: { writeFirst: true } })
      const opened = await Promise.all(
        ['+79165550001', '8 916 555 00 01', '89165550001', '7 916 5550001'].map((phone) =>
          office.ask('POST', '/conversations', { channelId, phone }),
        ),
      )
      expect(new Set(opened.map(({ body }) => body.conversation.id)).size).toBe(1)
    })
  })
})

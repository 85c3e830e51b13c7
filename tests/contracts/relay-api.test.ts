import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'
const someId = '00000000-0000-7000-8000-00000000abcd'

describe.each(engines)('the relay on %s', (engine) => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
  })
  afterAll(() => office.close())

  /** Invites an employee and signs him in. */
  async function hire(rights: string[]) {
    const invited = await office.ask('POST', '/employees', { name: 'Ольга', rights })
    const { body } = await office.ask('POST', '/sign-in', { code: invited.body.code }, null)
    return { token: body.token as string, id: invited.body.employee.id as string, code: invited.body.code as string }
  }

  describe('who may come in', () => {
    it('takes the setup code once, and says that it wants it no more', async () => {
      const again = await office.ask('POST', '/setup', { code: office.relay.setupCode, name: 'Вор' }, null)
      expect(again).toMatchObject({ status: 403, body: { error: { code: 'codeUsed' } } })
      expect((await office.ask('GET', '/sign-in/ways', undefined, null)).body).toMatchObject({ setUp: false })
    })

    it('takes an invitation code once', async () => {
      const { code } = await hire(['read'])
      expect((await office.ask('POST', '/sign-in', { code }, null)).status).toBe(403)
    })

    it('says who is signed in', async () => {
      const { token } = await hire(['read', 'reply'])
      expect(await office.ask('GET', '/me', undefined, token)).toMatchObject({
        status: 200,
        body: { employee: { name: 'Ольга' } },
      })
    })

    it.each([
      ['GET', '/me'],
      ['GET', '/snapshot'],
      ['GET', '/changes?after=0'],
      ['GET', `/conversations/${someId}/messages`],
      ['POST', `/conversations/${someId}/read`],
      ['POST', '/replies'],
      ['PUT', `/files/${someId}`],
      ['GET', `/files/${someId}`],
      ['POST', `/channels/${someId}/pairing`],
      ['DELETE', `/channels/${someId}/pairing`],
      ['GET', '/employees'],
      ['POST', '/employees'],
      ['PATCH', `/employees/${someId}`],
      ['DELETE', `/employees/${someId}`],
      ['GET', '/bases'],
      ['POST', '/bases'],
      ['PUT', `/bases/${someId}/push`],
      ['DELETE', `/bases/${someId}`],
      ['GET', '/settings/synchronisation'],
      ['PUT', '/settings/synchronisation'],
    ])('asks for a token: %s %s', async (method, path) => {
      expect(await office.ask(method, path, undefined, null)).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthorized' } },
      })
      expect((await office.ask(method, path, undefined, 'made-up')).status).toBe(401)
    })

    it.each([
      ['POST', '/replies', { id: someId, conversationId: someId, text: 'x' }],
      ['GET', '/employees', undefined],
      ['POST', '/employees', { name: 'x', rights: ['admin'] }],
      ['GET', '/bases', undefined],
      ['POST', `/channels/${someId}/pairing`, undefined],
    ])('asks for the right: %s %s', async (method, path, body) => {
      const { token } = await hire(['read'])
      expect(await office.ask(method, path, body, token)).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden' } },
      })
    })

    it('lets nobody read who may not', async () => {
      const { token } = await hire(['reply'])
      expect((await office.ask('GET', '/snapshot', undefined, token)).status).toBe(403)
      const peer = await ExtensionPeer.connect(office.relay.address, { token, cursor: 0 })
      expect((await peer.frame('refused')).code).toBe('forbidden')
      expect(await peer.closed()).toBe(4001)
    })

    it('cuts the live connection of an employee at once when he is removed', async () => {
      const { token, id } = await hire(['read', 'reply'])
      const peer = await ExtensionPeer.connect(office.relay.address, { token, cursor: 0 })
      await peer.frame('welcome')
      await office.ask('DELETE', `/employees/${id}`)
      expect((await peer.frame('refused')).code).toBe('unauthorized')
      expect(await peer.closed()).toBe(4001)
      expect((await office.ask('GET', '/me', undefined, token)).status).toBe(401)
    })

    it('keeps the last administrator', async () => {
      const { body } = await office.ask('GET', '/me')
      expect(await office.ask('DELETE', `/employees/${body.employee.id}`)).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict' } },
      })
    })

    it('turns web pages away and lets extensions in', async () => {
      const from = (Origin: string) =>
        fetch(`${office.relay.address}/api/v1/me`, { headers: { Origin, Authorization: `Bearer ${office.token}` } })
      expect((await from('https://evil.example')).status).toBe(403)
      expect((await from(extensionOrigin)).headers.get('Access-Control-Allow-Origin')).toBe(extensionOrigin)
    })
  })

  describe('what it refuses, in words', () => {
    it.each([
      ['a reply without text', '/replies', { id: someId, conversationId: someId, text: ' ' }, 'a text, or one of file'],
      ['a reply with a wrong id', '/replies', { id: '1', conversationId: someId, text: 'x' }, 'id'],
      [
        'a reply that is too long',
        '/replies',
        { id: someId, conversationId: someId, text: 'я'.repeat(10_001) },
        'text',
      ],
      ['an invitation without rights', '/employees', { name: 'Ольга', rights: [] }, 'rights'],
    ])('%s', async (_title, path, body, words) => {
      const answer = await office.ask('POST', path, body)
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'badRequest' } } })
      expect(answer.body.error.message).toContain(words)
    })

    it('a reply to a conversation that does not exist', async () => {
      const answer = await office.ask('POST', '/replies', { id: someId, conversationId: someId, text: 'x' })
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'notFound' } } })
    })

    it('a body that is not JSON, without a word about the inside', async () => {
      const response = await fetch(`${office.relay.address}/api/v1/replies`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${office.token}`, 'Content-Type': 'application/json' },
        body: '{"id":',
      })
      const text = await response.text()
      expect(response.status).toBe(400)
      expect(text).not.toMatch(/at .*\.ts|node_modules/)
    })

    it('a request of a megabyte', async () => {
      expect((await office.ask('POST', '/replies', { text: 'x'.repeat(1_000_000) })).status).toBe(413)
    })

    it('a frame that nobody understands', async () => {
      const peer = await ExtensionPeer.connect(office.relay.address)
      peer.send('hello')
      expect((await peer.frame('refused')).code).toBe('badRequest')
    })

    it('an extension of another protocol, saying what it speaks itself', async () => {
      const peer = await ExtensionPeer.connect(office.relay.address)
      peer.send({ type: 'hello', protocol: 99, token: office.token })
      expect(await peer.frame('refused')).toMatchObject({ code: 'protocolMismatch', supported: [1] })
      expect(await peer.closed()).toBe(4002)
    })
  })

  describe('a client’s message and the answer', () => {
    it('travel from WhatsApp to the live connection, and back to the client', async () => {
      await office.pair(company)
      const anna = office.whatsapp.client(annasNumber, { name: 'Анна Петрова' })
      const peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
      await anna.sendText(company, 'Когда будет отгрузка?')
      const { conversation } = await peer.event('message')
      expect(conversation).toMatchObject({ unread: 1, contact: { name: 'Анна Петрова', phone: annasNumber } })

      const reply = {
        id: '00000000-0000-7000-8000-000000000001',
        conversationId: conversation.id,
        text: 'Завтра до обеда',
      }
      expect(await office.ask('POST', '/replies', reply)).toMatchObject({ status: 200, body: { duplicate: false } })
      expect(await office.ask('POST', '/replies', reply)).toMatchObject({ status: 200, body: { duplicate: true } })
      const got = await anna.waitForMessage((message) => message.text === 'Завтра до обеда')
      await peer.event('stage', (event) => event.stage.stage === 'delivered')
      anna.markRead(got.id)
      await peer.event('stage', (event) => event.stage.stage === 'read')
      expect(anna.received).toHaveLength(1)
      peer.close()
    })

    it('come in order and without a gap to who was away', async () => {
      const anna = office.whatsapp.client(annasNumber)
      const before = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
      const { cursor } = await before.frame('welcome')
      before.close()
      for (const text of ['раз', 'два', 'три']) await anna.sendText(company, text)
      const watching = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor })
      await watching.event('message', (event) => event.message.text === 'три')
      watching.close()
      const back = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor })
      await back.event('message', (event) => event.message.text === 'три')
      expect(back.events.flatMap((event) => (event.type === 'message' ? event.message.text : []))).toEqual([
        'раз',
        'два',
        'три',
      ])
      expect(back.events.map((event) => event.seq)).toEqual(
        [...back.events.map((event) => event.seq)].sort((a, b) => a - b),
      )
      back.close()
    })

    it('are in the snapshot, for whose cursor is from another journal', async () => {
      const peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 1_000_000 })
      expect(await peer.frame('welcome')).toMatchObject({ snapshotNeeded: true })
      const { body } = await office.ask('GET', '/snapshot')
      expect(body.conversations).toHaveLength(1)
      expect(body.conversations[0].messages.at(-1).text).toBe('три')
      const next = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: body.cursor })
      expect(await next.frame('welcome')).toMatchObject({ snapshotNeeded: false })
      peer.close()
      next.close()
    })

    it('are marked as read by who opens the conversation', async () => {
      const { body } = await office.ask('GET', '/snapshot')
      const { id } = body.conversations[0].conversation
      expect((await office.ask('POST', `/conversations/${id}/read`)).status).toBe(204)
      const after = await office.ask('GET', '/snapshot')
      expect(after.body.conversations[0].conversation.unread).toBe(0)
    })
  })

  describe('files', () => {
    const upload = (id: string, bytes: Uint8Array<ArrayBuffer>, name = 'счёт.pdf') =>
      fetch(`${office.relay.address}/api/v1/files/${id}?name=${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${office.token}`, 'Content-Type': 'application/pdf' },
        body: bytes,
      })
    const pdf = new TextEncoder().encode('%PDF-1.4 счёт')

    it('come back as they were sent, with a name that harms nobody', async () => {
      const id = '00000000-0000-7000-8000-0000000000f1'
      expect(await (await upload(id, pdf, '../../etc/счёт\u202Efdp.pdf')).json()).toMatchObject({
        name: expect.not.stringMatching(/[/\u202E]/),
        size: pdf.length,
      })
      const back = await fetch(`${office.relay.address}/api/v1/files/${id}`, {
        headers: { Authorization: `Bearer ${office.token}` },
      })
      expect(new Uint8Array(await back.arrayBuffer())).toEqual(pdf)
    })

    it('may be sent again, but not replaced', async () => {
      const id = '00000000-0000-7000-8000-0000000000f2'
      expect((await upload(id, pdf)).status).toBe(200)
      expect((await upload(id, pdf)).status).toBe(200)
      expect((await upload(id, new TextEncoder().encode('another'))).status).toBe(409)
    })

    it('may not be larger than the limit', async () => {
      expect((await upload('00000000-0000-7000-8000-0000000000f3', new Uint8Array(1024 * 1024 + 1))).status).toBe(413)
    })

    it('reach the client whole', async () => {
      const id = '00000000-0000-7000-8000-0000000000f4'
      await upload(id, pdf)
      const { body } = await office.ask('GET', '/snapshot')
      const conversationId = body.conversations[0].conversation.id
      await office.ask('POST', '/replies', { id: '00000000-0000-7000-8000-000000000002', conversationId, fileId: id })
      const got = await office.whatsapp.client(annasNumber).waitForMessage((message) => message.file !== undefined)
      expect(got.file?.name).toBe('счёт.pdf')
      expect(Buffer.compare(Buffer.from(got.file?.bytes ?? []), Buffer.from(pdf))).toBe(0)
    })

    it('from a client are fetched and handed out', async () => {
      const { body } = await office.ask('GET', '/me')
      expect(body.employee.name).toBe('Администратор')
      const peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
      await office.whatsapp
        .client(annasNumber)
        .sendDocument(company, Buffer.from(pdf), { fileName: 'заявка.pdf', mime: 'application/pdf' })
      const { message } = await peer.event(
        'message',
        (event) => event.message.file?.name === 'заявка.pdf' && event.message.file.state === 'ready',
      )
      const back = await fetch(`${office.relay.address}/api/v1/files/${message.file?.id}`, {
        headers: { Authorization: `Bearer ${office.token}` },
      })
      expect(new Uint8Array(await back.arrayBuffer())).toEqual(pdf)
      peer.close()
    })
  })

  it('says no to the eleventh wrong code in a quarter of an hour', async () => {
    const wrong = () => office.ask('POST', '/sign-in', { code: 'AAAA-BBBB-CCCC' }, null)
    const answers = []
    for (let attempt = 0; attempt < 12; attempt += 1) answers.push((await wrong()).status)
    expect(answers[0]).toBe(403)
    expect(answers.at(-1)).toBe(429)
    expect((await wrong()).body.error.retryAfterSeconds).toBeGreaterThan(0)
  })
})

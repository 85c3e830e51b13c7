import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'

describe.each(engines)('a bad packet from 1C to the relay on %s', (engine) => {
  let office: Office
  let token: string
  let peer: ExtensionPeer
  let written = 0

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    token = (await office.ask('POST', '/bases', { name: 'Торговля' })).body.token
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterAll(async () => {
    peer?.close()
    await office?.close()
  })

  const post = async (body: BodyInit, headers: Record<string, string> = {}, path = 'exchange') => {
    const response = await fetch(`${office.relay.address}/onec/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const packet = (more: object = {}) => JSON.stringify({ protocol: 1, cursor: 0, outgoing: [], ...more })

  /** Whatever was sent before: what a client writes now is told with the next good packet. */
  afterEach(async () => {
    written += 1
    const text = `после плохого ${written}`
    await office.whatsapp.client('+79161234567', { name: 'Анна' }).sendText(company, text)
    const { seq } = await peer.event('message', (event) => event.message.text === text)
    const { status, body } = await post(packet({ cursor: seq - 1 }))
    expect(status).toBe(200)
    expect(body.events).toContainEqual(expect.objectContaining({ seq, text }))
  })

  const refused = (status: number, code: string, retryable = false) => ({
    status,
    body: { error: { code, message: expect.stringMatching(/\w{3}/), retryable } },
  })

  it('of 11 MB is too large', async () => {
    expect(await post(packet({ padding: 'x'.repeat(11 * 1024 * 1024) }))).toMatchObject(refused(413, 'tooLarge'))
  })

  it('of 11 MB that does not say how long it is is too large', async () => {
    const chunks = Array.from({ length: 11 }, () => Buffer.alloc(1024 * 1024, 'x'))
    const stream = Readable.toWeb(Readable.from(chunks)) as ReadableStream
    // The relay may hang up while the rest is still on its way.
    const answer = await post(stream).catch(() => 'cut off')
    if (answer !== 'cut off') expect(answer).toMatchObject(refused(413, 'tooLarge'))
  })

  it.each([
    ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xd0, 0x22, 0x7d])],
    ['half a JSON', packet().slice(0, 20)],
    ['nothing', ''],
    ['a word', 'привет'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no cursor', JSON.stringify({ protocol: 1 })],
    ['a cursor that is text', packet({ cursor: '5' })],
    ['a cursor of 16 digits', packet({ cursor: 10 ** 15 })],
    ['outgoing that is no list', packet({ outgoing: { outgoingId: randomUUID() } })],
    ['rejected with a text for a number', packet({ rejected: [{ seq: 'x', code: 'a', message: 'b' }] })],
    ['a protocol that is text', packet({ protocol: '1' })],
  ])('with %s is bad', async (_what, body) => {
    expect(await post(body)).toMatchObject(refused(400, 'badRequest'))
  })

  it('that is compressed says so', async () => {
    const answer = await post(gzipSync(packet()), { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject(refused(400, 'badRequest'))
    expect(answer.body.error.message).toContain('gzip')
  })

  it.each([0, 2, 99])('of protocol %d is told which one is spoken', async (protocol) => {
    const answer = await post(packet({ protocol }))
    expect(answer).toMatchObject(refused(409, 'protocolMismatch'))
    expect(answer.body.error.supported).toEqual([1])
  })

  it('with a cursor from the future is told so', async () => {
    expect(await post(packet({ cursor: 10 ** 14 }))).toMatchObject(refused(409, 'cursorAhead'))
  })

  it('with 51 outgoing is too large', async () => {
    const outgoing = Array.from({ length: 51 }, () => ({ outgoingId: randomUUID(), text: 'x' }))
    expect(await post(packet({ outgoing }))).toMatchObject(refused(413, 'tooLarge'))
  })

  it('with a wrong token, or none, is unauthorized', async () => {
    expect(await post(packet(), { authorization: 'Bearer wrong' })).toMatchObject(refused(401, 'unauthorized'))
    expect(await post(packet(), { authorization: '' })).toMatchObject(refused(401, 'unauthorized'))
  })

  it('to an address that is none is told so in the same form', async () => {
    expect(await post(packet(), {}, 'exchanges')).toMatchObject(refused(404, 'notFound'))
  })

  it('whose ids nobody knows is answered item by item', async () => {
    const [unknown, bad] = [randomUUID(), 'не идентификатор']
    const { status, body } = await post(
      packet({
        outgoing: [
          { outgoingId: unknown },
          { outgoingId: unknown.replace(/^../, 'aa'), conversationId: randomUUID(), text: 'x' },
          { outgoingId: bad, text: 'x' },
          17,
          null,
        ],
        refused: [{ commandId: bad, reason: 'x' }],
        rejected: [{ seq: 0, code: 'x', message: 'x' }],
      }),
    )
    expect(status).toBe(200)
    const codes = body.results.map((result: { error: { code: string } }) => result.error.code)
    expect(codes).toEqual(['unknownReply', 'unknownReply', 'unknownConversation', 'badRequest'])
  })

  it('whose cursor has gone back is told everything again', async () => {
    const forward = await post(packet({ cursor: 0 }))
    const last = forward.body.events.at(-1).seq
    await post(packet({ cursor: last }))
    const back = await post(packet({ cursor: 0 }))
    expect(back.body.events).toEqual(forward.body.events)
  })

  it('that does not say how long it is is taken when it is good', async () => {
    const stream = Readable.toWeb(Readable.from([Buffer.from(packet().slice(0, 9)), Buffer.from(packet().slice(9))]))
    expect((await post(stream as ReadableStream)).status).toBe(200)
  })

  it('that breaks off in the middle has no effect', async () => {
    const outgoingId = randomUUID()
    const body = packet({ outgoing: [{ outgoingId, phone: '+79161234567', text: 'половина' }] })
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${office.relay.address}/onec/v1/exchange`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) },
      })
      request.on('error', () => resolve())
      request.write(body.slice(0, body.length / 2), () => request.destroy(new Error('the line is cut')))
    })
    const whole = await post(body)
    expect(whole.body.results).toMatchObject([{ outgoingId, status: 'accepted' }])
    expect(whole.body.results[0].duplicate).toBeUndefined()
  })

  it('may not come in a storm: then it is asked to come again', async () => {
    const head = (await post(packet({ cursor: 0 }))).body.events.at(-1).seq
    // Each is held for events; a newer one ends the older with an empty packet, so only the newest waits.
    const answers = await Promise.all(Array.from({ length: 60 }, () => post(packet({ cursor: head }))))
    const statuses = new Set(answers.map(({ status }) => status))
    expect([...statuses].every((status) => status === 200 || status === 429)).toBe(true)
    for (const answer of answers.filter(({ status }) => status === 429)) {
      expect(answer).toMatchObject(refused(429, 'retryAfter', true))
      expect(answer.headers.get('retry-after')).toBe('1')
    }
  })
})

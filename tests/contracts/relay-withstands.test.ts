import { randomUUID } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Answer, type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'

describe.each(engines)('the relay on %s withstands', (engine) => {
  let office: Office
  let database: string | undefined
  let conversationId: string
  beforeAll(async () => {
    database = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    office = await openOffice(database)
    await office.pair(company)
    await anna().sendText(company, 'Здравствуйте')
    const live = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    conversationId = (await live.event('message')).conversation.id
    live.close()
  })
  afterAll(() => office.close())

  const anna = () => office.whatsapp.client('+79161234567', { name: 'Анна' })
  const linkBase = async () => (await office.ask('POST', '/bases', { name: 'УТ' })).body

  /** What 1C says with this token, and what the relay answers. */
  async function exchange(token: string, packet: object): Promise<Answer> {
    const response = await fetch(`${office.relay.address}/onec/v1/exchange`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      body: JSON.stringify({ protocol: 1, cursor: 0, ...packet }),
    })
    return { status: response.status, body: await response.json() }
  }

  it('U+0000 in what people write', async () => {
    const reply = { id: randomUUID(), conversationId, text: 'до\u0000после' }
    expect(await office.ask('POST', '/replies', reply)).toMatchObject({
      status: 200,
      body: { message: { text: 'допосле' } },
    })
    const { base } = (await office.ask('POST', '/bases', { name: 'У\u0000Т' })).body
    expect(base.name).toBe('УТ')
    // The number belongs to the oldest base.
    await office.ask('DELETE', `/bases/${base.id}`)
  })

  it('U+0000 in what 1C says', async () => {
    const { token } = await linkBase()
    const outgoingId = randomUUID()
    const answer = await exchange(token, {
      outgoing: [{ outgoingId, conversationId, text: 'Счёт\u0000 готов' }],
      rejected: [{ seq: 1, code: 'bad', message: '\u0000' }],
    })
    expect(answer).toMatchObject({ status: 200, body: { results: [{ outgoingId, status: 'accepted' }] } })
  })

  it('a phone that is too short for WhatsApp', async () => {
    const { token } = await linkBase()
    const outgoing = [{ outgoingId: randomUUID(), phone: '+49 1234', text: 'x' }]
    expect(await exchange(token, { outgoing })).toMatchObject({
      status: 200,
      body: { results: [{ status: 'failed', error: { code: 'badRequest' } }] },
    })
  })

  it('a forged page of the snapshot', async () => {
    const page = `0.99999999999999999999999.${conversationId}`
    expect((await office.ask('GET', `/snapshot?page=${page}`)).status).toBe(400)
  })

  it('a token renewed while a pull waits: it tells nothing more', async () => {
    // The number belongs to the oldest base: what Anna writes would be told to this one.
    for (const { id } of (await office.ask('GET', '/bases')).body.bases) await office.ask('DELETE', `/bases/${id}`)
    const { token, base } = await linkBase()
    // First it is told what there is, and asked who she is.
    let cursor = 0
    const told: string[] = []
    await expect
      .poll(async () => {
        const { events } = (await exchange(token, { cursor })).body
        cursor = events.at(-1)?.seq ?? cursor
        told.push(...events.map(({ type }: { type: string }) => type))
        return events.length === 0 && told.includes('clientLookup')
      })
      .toBe(true)
    const lastExchange = async () => (await office.ask('GET', '/bases')).body.bases.at(-1).lastExchangeAt
    const before = await lastExchange()
    const waiting = exchange(token, { cursor, waitSeconds: 20 })
    // The base is in touch once more: its pull has been let in.
    await expect.poll(lastExchange).not.toBe(before)
    await office.ask('POST', `/bases/${base.id}/token`)
    await anna().sendText(company, 'не для него')
    expect(await waiting).toMatchObject({ status: 401, body: { error: { code: 'unauthorized', retryable: false } } })
  })

  it.skipIf(process.platform !== 'linux')('HEAD: it leaves no file open', async () => {
    const address = `${office.relay.address}/api/v1/files/${randomUUID()}`
    const headers = { Authorization: `Bearer ${office.token}` }
    await fetch(`${address}?name=a`, { method: 'PUT', headers, body: new Uint8Array(500_000) })
    for (let times = 0; times < 3; times += 1) await fetch(address, { method: 'HEAD', headers })
    await expect.poll(openMedia).toEqual([])
  })
})

/** Files of media stores that this process holds open. */
const openMedia = () =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).match(/.*\/media\/.*/) ?? []
    } catch {
      return [] // closed meanwhile
    }
  })

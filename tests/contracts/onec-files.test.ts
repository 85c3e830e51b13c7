import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { extensionOrigin } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

describe.each(engines)('files between 1C and the relay on %s', (engine) => {
  let office: Office
  let token: string
  const bytes = Buffer.from('%PDF-1.7 счёт № 5 '.repeat(500))
  const sha256 = createHash('sha256').update(bytes).digest('hex')

  beforeAll(async () => {
    const database = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    office = await openOffice(database, { RELAY_FILE_LIMIT_MB: '3', RELAY_ONEC_FILE_LIMIT_MB: '1' })
    token = (await office.ask('POST', '/bases', { name: 'Торговля' })).body.token
  })
  afterAll(() => office?.close())

  const file = (method: string, id: string, init: RequestInit = {}, as = token) =>
    fetch(`${office.relay.address}/onec/v1/files/${id}`, {
      method,
      ...init,
      headers: { authorization: `Bearer ${as}`, ...(init.headers ?? {}) },
    })
  const put = (id: string, body: Buffer = bytes) =>
    file('PUT', id, { body: new Uint8Array(body), headers: { 'content-type': 'application/pdf' } })

  it('are named by their sha256 both ways, with their length', async () => {
    const id = randomUUID()
    const taken = await put(id)
    expect([taken.status, taken.headers.get('etag')]).toEqual([200, `"${sha256}"`])
    const given = await file('GET', id)
    expect(given.headers.get('etag')).toBe(`"${sha256}"`)
    expect(given.headers.get('content-length')).toBe(String(bytes.length))
    expect(Buffer.from(await given.arrayBuffer())).toEqual(bytes)
  })

  it('may be put again as they are, and not as others', async () => {
    const id = randomUUID()
    expect((await put(id)).status).toBe(200)
    expect((await put(id)).status).toBe(200)
    const other = await put(id, Buffer.from('другое'))
    expect(other.status).toBe(409)
    expect(await other.json()).toMatchObject({ error: { code: 'conflict', retryable: false } })
    expect(Buffer.from(await (await file('GET', id)).arrayBuffer())).toEqual(bytes)
  })

  it('go on where they broke off, as long as they are the same', async () => {
    const id = randomUUID()
    await put(id)
    const rest = (ifRange: string) => file('GET', id, { headers: { range: 'bytes=100-', 'if-range': ifRange } })
    const same = await rest(`"${sha256}"`)
    expect(same.status).toBe(206)
    expect(Buffer.from(await same.arrayBuffer())).toEqual(bytes.subarray(100))
    expect((await rest('"another"')).status).toBe(200)
  })

  it('leave nothing behind when they come by half', async () => {
    const id = randomUUID()
    const cut = Buffer.from(`половина ${id}`.repeat(100))
    await new Promise<void>((resolve) => {
      const request = httpRequest(`${office.relay.address}/onec/v1/files/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-length': cut.length },
      })
      request.on('error', () => resolve())
      request.write(cut.subarray(0, cut.length / 2), () => request.destroy(new Error('the line is cut')))
    })
    await expect.poll(() => readdirSync(join(office.mediaFolder, 'unfinished'))).toEqual([])
    expect((await file('GET', id)).status).toBe(404)
    expect((await put(id, cut)).status).toBe(200)
  })

  it('are refused when they are too large for 1C, announced or not; employees may have larger ones', async () => {
    const large = Buffer.alloc(1024 * 1024 + 1, 'x')
    const ofEmployee = await fetch(`${office.relay.address}/api/v1/files/${randomUUID()}?name=large.txt`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${office.token}`, 'content-type': 'text/plain', origin: extensionOrigin },
      body: large,
    })
    expect(ofEmployee.status).toBe(200)
    const announced = await put(randomUUID(), large)
    expect(announced.status).toBe(413)
    expect(await announced.json()).toMatchObject({ error: { code: 'tooLarge', retryable: false } })
    const status = await new Promise<number | 'cut off'>((resolve) => {
      const request = httpRequest(`${office.relay.address}/onec/v1/files/${randomUUID()}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'transfer-encoding': 'chunked' },
      })
      request.on('response', (response) => resolve(response.statusCode ?? 0))
      request.on('error', () => resolve('cut off'))
      request.end(large)
    })
    expect([413, 'cut off']).toContain(status)
    expect(readdirSync(join(office.mediaFolder, 'unfinished'))).toEqual([])
  })

  it('are given to nobody with another token', async () => {
    const id = randomUUID()
    await put(id)
    expect((await file('GET', id, {}, 'wrong')).status).toBe(401)
  })
})

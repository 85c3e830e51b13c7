import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { fileIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const newId = countingIds()

describe.each(engines)('a file that comes in parts, on %s', (engine) => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
  })
  afterAll(() => office.close())

  const part = async (id: string, from: number, total: number, bytes: string, token = office.token) => {
    const url = `${office.relay.address}/api/v1/files/${id}/parts?name=a.txt&from=${from}&total=${total}`
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/plain' }
    const response = await fetch(url, { method: 'PUT', headers, body: bytes })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const whole = async (id: string) => {
    const headers = { authorization: `Bearer ${office.token}` }
    return (await fetch(`${office.relay.address}/api/v1/files/${id}`, { headers })).text()
  }
  const leftovers = () => {
    const folder = join(dirname(office.mediaFolder), 'uploads')
    return existsSync(folder) ? readdirSync(folder) : []
  }

  it('is the file once its last part is there, and nothing of the parts stays', async () => {
    const id = newId(fileIdSchema)
    expect(await part(id, 0, 8, 'один')).toMatchObject({ status: 200, body: { received: 8, isWhole: true } })
    const two = newId(fileIdSchema)
    expect(await part(two, 0, 6, 'abc')).toMatchObject({ body: { received: 3, isWhole: false } })
    expect(await office.ask('GET', `/files/${two}/parts`)).toMatchObject({ body: { received: 3, isWhole: false } })
    expect(await part(two, 3, 6, 'def')).toMatchObject({ body: { received: 6, isWhole: true } })
    expect(await whole(two)).toBe('abcdef')
    expect(await office.ask('GET', `/files/${two}/parts`)).toMatchObject({ body: { isWhole: true } })
    expect(leftovers()).toEqual([])
  })

  it('takes no part twice and leaves no gap: it says how far it is', async () => {
    const id = newId(fileIdSchema)
    await part(id, 0, 9, 'abc')
    expect(await part(id, 0, 9, 'abc')).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
    expect((await part(id, 6, 9, 'ghi')).status).toBe(409)
    expect(await part(id, 3, 9, 'def')).toMatchObject({ body: { received: 6 } })
  })

  it('that is too large is refused with its first part', async () => {
    const id = newId(fileIdSchema)
    expect(await part(id, 0, 2 * 1024 * 1024, 'abc')).toMatchObject({
      status: 413,
      body: { error: { code: 'tooLarge' } },
    })
    expect((await part(id, 0, 10, 'x'.repeat(20))).status).toBe(400)
    expect(await office.ask('GET', `/files/${id}/parts`)).toMatchObject({ body: { received: 0 } })
  })

  it('that is cancelled leaves nothing, neither half nor whole', async () => {
    const [half, all] = [newId(fileIdSchema), newId(fileIdSchema)]
    await part(half, 0, 9, 'abc')
    await part(all, 0, 3, 'abc')
    for (const id of [half, all]) expect((await office.ask('DELETE', `/files/${id}`)).status).toBe(204)
    expect(await office.ask('GET', `/files/${half}/parts`)).toMatchObject({ body: { received: 0, isWhole: false } })
    expect((await office.ask('GET', `/files/${all}`)).status).toBe(404)
    expect(leftovers().some((name) => name.includes(half))).toBe(false)
  })

  it('is his who has begun it: nobody else goes on with it, and who may only read begins none', async () => {
    const invited = await office.ask('POST', '/employees', { name: 'Ольга', rights: ['read', 'reply'] })
    const olga = await office.ask('POST', '/sign-in', { code: invited.body.code }, null)
    const id = newId(fileIdSchema)
    await part(id, 0, 9, 'abc')
    expect((await part(id, 3, 9, 'def', olga.body.token)).status).toBe(409)
    const reader = await office.ask('POST', '/employees', { name: 'Вера', rights: ['read'] })
    const vera = await office.ask('POST', '/sign-in', { code: reader.body.code }, null)
    expect((await part(newId(fileIdSchema), 0, 9, 'abc', vera.body.token)).status).toBe(403)
  })
})

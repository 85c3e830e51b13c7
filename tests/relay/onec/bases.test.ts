import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPull } from '../../../relay/onec/pull.ts'
import { type Office, openOffice } from './office.ts'

describe('the 1C bases', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.discard())

  it('know a base by its token, and keep only the hash of it', async () => {
    expect(await office.bases.ofToken(office.token)).toBe(office.base)
    expect(await office.bases.ofToken(`${office.token}x`)).toBeUndefined()
    const rows = await office.store.read.selectFrom('bases').selectAll().execute()
    expect(rows[0]?.token_hash).toBe(createHash('sha256').update(office.token).digest('hex'))
    expect(JSON.stringify(rows)).not.toContain(office.token)
  })

  it('give tokens of 256 bits, each another', async () => {
    const { token } = await office.bases.link('Бухгалтерия')
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(token).not.toBe(office.token)
  })

  it('let an old token die when it is renewed', async () => {
    const renewed = await office.bases.renewToken(office.base)
    expect(await office.bases.ofToken(office.token)).toBeUndefined()
    expect(await office.bases.ofToken(renewed?.token ?? '')).toBe(office.base)
  })

  it('show how many events wait for 1C, and none once it has fetched them', async () => {
    await office.clientWrites('Здравствуйте')
    expect(await office.bases.list()).toMatchObject([{ name: 'Управление торговлей', waitingEvents: 1 }])
    const packet = { protocol: 1, cursor: await office.head() }
    await createPull(office)(office.base, packet, new AbortController().signal)
    const [row] = await office.bases.list()
    expect(row).toMatchObject({ waitingEvents: 0, lastExchangeAt: office.clock.now() })
  })

  it('show where a base is pushed to, never with which password', async () => {
    const target = { url: 'https://1c.example/trade', login: 'messenger', password: 'Secret-1' }
    const row = await office.bases.setPushTarget(office.base, target)
    expect(row?.push).toEqual({ url: target.url, login: target.login })
    expect((await office.bases.setPushTarget(office.base, null))?.push).toBeUndefined()
  })

  it('know nothing of a base that was removed', async () => {
    expect(await office.bases.remove(office.base)).toBe(true)
    expect(await office.bases.remove(office.base)).toBe(false)
    expect(await office.bases.renewToken(office.base)).toBeUndefined()
    expect(await office.bases.setPushTarget(office.base, null)).toBeUndefined()
    expect(await office.bases.ofToken(office.token)).toBeUndefined()
    expect(await office.bases.list()).toEqual([])
  })
})

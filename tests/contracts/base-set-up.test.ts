import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { BaseCheck, BaseRow } from '../../shared/answers.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

describe.each(engines)('what an administrator sets of a 1C base on %s', (engine) => {
  let office: Office
  let onec: Onec
  let trade: string
  let accounting: string
  let number: string
  const change = (id: string, changes: object) => office.ask('PATCH', `/bases/${id}`, changes)
  const rowOf = async (id: string): Promise<BaseRow> => {
    const { body } = await office.ask('GET', '/bases')
    return body.bases.find((base: BaseRow) => base.id === id)
  }
  const check = async (id: string): Promise<BaseCheck> => (await office.ask('POST', `/bases/${id}/check`)).body

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    const first = await office.ask('POST', '/bases', { name: 'Торговля' })
    trade = first.body.base.id
    accounting = (await office.ask('POST', '/bases', { name: 'Бухгалтерия' })).body.base.id
    number = (await office.ask('GET', '/channels')).body.channels[0].channel.channelId
    onec = await startOnec({ relay: { url: office.relay.address, token: first.body.token } })
  })
  afterAll(async () => {
    await onec?.close()
    await office?.close()
  })

  it('is kept, and what is left out stays', async () => {
    const { status, body } = await change(trade, { name: 'УТ', webAddress: 'https://1c.example.ru/trade/' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ name: 'УТ', webAddress: 'https://1c.example.ru/trade', preferResponsible: false })
    await change(trade, { preferResponsible: true, pushSecret: 'шестнадцать-знаков' })
    expect(await rowOf(trade)).toMatchObject({ name: 'УТ', preferResponsible: true, signed: true, channels: null })
    expect(JSON.stringify(await rowOf(trade))).not.toContain('шестнадцать')
    await change(trade, { webAddress: null, pushSecret: null })
    expect(await rowOf(trade)).toMatchObject({ signed: false })
    expect(await rowOf(trade)).not.toHaveProperty('webAddress')
  })

  it('a number is given to one base only: another one is told who has it, and gets nothing', async () => {
    await change(trade, { channels: [number] })
    const { status, body } = await change(accounting, { channels: [number] })
    expect(status).toBe(409)
    expect(body.error.code).toBe('conflict')
    expect(body.error.message).toContain('УТ')
    expect((await rowOf(accounting)).channels).toBeNull()
    await change(trade, { channels: null })
    expect((await change(accounting, { channels: [number] })).status).toBe(200)
    await change(accounting, { channels: null })
  })

  it.each([
    ['a number that is not there', { channels: ['00000000-0000-7000-8000-00000000dead'] }],
    ['an address that is none', { webAddress: 'торговля' }],
    ['a short secret', { pushSecret: 'коротко' }],
    ['an empty name', { name: '  ' }],
  ])('%s is refused, with where the mistake is', async (_, changes) => {
    const { status, body } = await change(trade, changes)
    expect(status).toBe(400)
    expect(body.error.message).toContain(Object.keys(changes)[0])
  })

  it('is asked for in vain of a base that is not there', async () => {
    const gone = '00000000-0000-7000-8000-00000000dead'
    expect((await change(gone, { name: 'Нет' })).status).toBe(404)
    expect((await office.ask('POST', `/bases/${gone}/check`)).status).toBe(404)
  })

  it('a base that is not published cannot be called, and the check says so', async () => {
    expect(await check(trade)).toMatchObject({ outcome: 'notCalled', base: { id: trade } })
  })

  it('a published one answers, with what it says of its job', async () => {
    await office.ask('PUT', `/bases/${trade}/push`, onec.publication)
    expect(await check(trade)).toMatchObject({ outcome: 'answers', job: { enabled: true, blocked: false } })
    onec.change({ job: 'off' })
    expect(await check(trade)).toMatchObject({ outcome: 'answers', job: { blocked: true } })
  })

  it('a wrong password is named at once, as the trouble of the base and to administrators without asking', async () => {
    const peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await office.ask('PUT', `/bases/${trade}/push`, { ...onec.publication, password: 'Другой' })
    expect(await check(trade)).toMatchObject({ outcome: 'failed', failure: 'unauthorized' })
    expect((await rowOf(trade)).trouble).toBe('wrongLogin')
    const { alerts } = await peer.frame('onecAlerts', (frame) => frame.alerts.some(({ baseId }) => baseId === trade))
    expect(alerts).toContainEqual({ baseId: trade, name: 'УТ', trouble: 'wrongLogin' })
    peer.close()
  })

  it('and gone again when the password is right', async () => {
    await office.ask('PUT', `/bases/${trade}/push`, onec.publication)
    expect((await rowOf(trade)).trouble).toBeUndefined()
  })
})

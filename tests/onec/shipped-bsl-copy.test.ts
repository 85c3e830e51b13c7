import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { type Base, type BaseUser, createBase } from './platform/base.ts'
import { Structure } from './platform/values.ts'
import { dump, production, run, setUp } from './trade-base.ts'

const company = '+74951234567'
const service: BaseUser = { id: randomUUID(), login: 'messenger', password: 'Secret-1', name: '', roles: ['рм_Обмен'] }

/** Somebody has copied the base and published the copy where the base was: the shipped BSL against the shipped relay. */
describe('a copy of a base', () => {
  let office: Office
  let base: Base
  let baseId: string
  let conversationId: string
  let peer: ExtensionPeer
  let published: { url: string; close(): Promise<void> }
  const anna = () => office.whatsapp.client('+79161234567', { name: 'Анна Петрова' })
  const texts = () => base.rows('рм_Сообщения').map(({ Текст }) => Текст)
  const baseRow = async () => (await office.ask('GET', '/bases')).body.bases[0]

  beforeAll(async () => {
    office = await openOffice()
    await office.pair(company)
    // Whatever the hour is now.
    await office.ask('PUT', '/settings/synchronisation', {
      syncEnabled: true,
      replyRoute: 'through1c',
      schedule: { everySeconds: 1, from: '00:00', to: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    })
    const { body } = await office.ask('POST', '/bases', { name: 'Торговля' })
    baseId = body.base.id
    base = await setUp(createBase(dump, { users: [service] }), office.relay.address, body.token)
    published = await base.publish()
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    const { login, password } = service
    await office.ask('PUT', `/bases/${baseId}/push`, { url: published.url, login, password })
    await anna().sendText(company, 'до копии')
    conversationId = (await peer.event('message', (event) => event.message.text === 'до копии')).conversation.id
  }, 60_000)
  afterAll(async () => {
    peer?.close()
    await published?.close()
    await office?.close()
  })

  it('is no matter as long as the base itself is there', async () => {
    await expect.poll(texts).toEqual(['до копии'])
    expect((await baseRow()).trouble).toBeUndefined()
  })

  it('takes nothing from the relay, and administrators are told by themselves that it is a copy', async () => {
    base.moveTo('File="D:\\copy";')
    await anna().sendText(company, 'после копии')
    const { alerts } = await peer.frame('onecAlerts', (frame) =>
      frame.alerts.some(({ trouble }) => trouble === 'isCopy'),
    )
    expect(alerts).toEqual([{ baseId, name: 'Торговля', trouble: 'isCopy' }])
    expect(await baseRow()).toMatchObject({ trouble: 'isCopy', push: { lastError: 'disabled' } })
    // At once: it has not fallen silent yet.
    expect((await office.ask('GET', '/me')).body.onec.state).not.toBe('silent')
    expect(texts()).toEqual(['до копии'])
  })

  it('sends nothing that stands in it, and lets no reply go, by its job either', async () => {
    const place = new Structure([
      ['Чат', conversationId],
      ['Телефон', ''],
    ])
    await base.call('рм_Хранилище', 'ПоставитьВОчередь', place, 'из копии')
    const id = randomUUID()
    await office.ask('POST', '/replies', { id, conversationId, text: 'ответ' })
    await run(base)
    expect((await office.ask('POST', `/bases/${baseId}/check`)).body).toMatchObject({
      outcome: 'answers',
      job: { copy: true },
    })
    expect(anna().received).toEqual([])
    await office.ask('DELETE', `/messages/${id}`)
  })

  it('goes on as the working base where it is made that: everything is there, once', async () => {
    base.moveTo(production)
    await run(base)
    await expect.poll(() => texts().filter((text) => text === 'после копии')).toHaveLength(1)
    await anna().waitForMessage((message) => message.text === 'из копии')
    await expect.poll(async () => (await baseRow()).trouble).toBeUndefined()
  })
})

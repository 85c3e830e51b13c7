import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { AuditEntry } from '../../shared/audit.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const someId = '00000000-0000-7000-8000-00000000abcd'

describe.each(engines)('the audit on %s', (engine) => {
  let office: Office
  let conversationId: string
  let messageId: string

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    const peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await office.whatsapp.client('+79161234567', { name: 'Анна' }).sendText(company, 'Мой пароль 12345')
    const told = await peer.event('message')
    conversationId = told.conversation.id
    messageId = told.message.id
    peer.close()
  })
  afterAll(() => office.close())

  const entries = async (query = ''): Promise<AuditEntry[]> => (await office.ask('GET', `/audit${query}`)).body.entries

  it('says who signed in, paired, read and answered, newest first', async () => {
    await office.ask('POST', `/conversations/${conversationId}/read`)
    const id = someId.replace('abcd', 'abc1')
    const { channels } = (await office.ask('GET', '/me')).body
    await office.ask('POST', `/channels/${channels[0].channelId}/pairing`, {})
    await office.ask('POST', '/replies', { id, conversationId, text: 'Добрый день' })
    const done = (await entries()).map(({ action, employeeName, subject }) => [action, employeeName, subject])
    expect(done.slice(0, 3)).toEqual([
      ['replySent', 'Администратор', 'Анна'],
      ['pairingStarted', 'Администратор', 'WhatsApp'],
      ['conversationRead', 'Администратор', 'Анна'],
    ])
    expect(done.at(-1)).toEqual(['signedIn', 'Администратор', undefined])
  })

  it('holds no words of anybody, and no secrets', async () => {
    await office.ask('GET', `/search?q=${encodeURIComponent('пароль')}`)
    const written = JSON.stringify(await entries())
    expect(written).toContain('searched')
    for (const secret of ['пароль', '12345', 'Добрый день', office.token]) expect(written).not.toContain(secret)
  })

  it('does not say what was refused', async () => {
    const before = await entries()
    expect((await office.ask('PUT', `/messages/${messageId}/text`, { text: 'чужое' })).status).toBeGreaterThan(399)
    expect((await office.ask('POST', '/replies', { id: someId, conversationId: someId, text: 'x' })).status).toBe(404)
    expect(await entries()).toEqual(before)
  })

  it('writes once an hour that somebody looked at the same', async () => {
    const before = await entries()
    await office.ask('POST', `/conversations/${conversationId}/read`)
    await office.ask('GET', `/conversations/${conversationId}/messages`)
    expect(await entries()).toEqual(before)
  })

  it('says whom an administrator invited and what he changed', async () => {
    const invited = await office.ask('POST', '/employees', { name: 'Ольга', rights: ['read'] })
    await office.ask('PATCH', `/employees/${invited.body.employee.id}`, { inQueue: false })
    await office.ask('PUT', '/groups', { groups: [] })
    expect((await entries()).slice(0, 3).map(({ action, subject }) => [action, subject])).toEqual([
      ['settingsChanged', 'groups'],
      ['employeeChanged', 'Ольга'],
      ['employeeInvited', 'Ольга'],
    ])
  })

  it('can be asked for one person, one action, and further back', async () => {
    const all = await entries()
    const third = all[2]
    expect((await entries(`?before=${third?.number}`))[0]).toEqual(all[3])
    expect(new Set((await entries('?action=replySent')).map(({ action }) => action))).toEqual(new Set(['replySent']))
    expect(await entries(`?employee=${someId}`)).toEqual([])
    expect((await office.ask('GET', '/audit?action=made-up')).status).toBe(400)
  })

  it('is shown to administrators alone', async () => {
    const invited = await office.ask('POST', '/employees', { name: 'Пётр', rights: ['read', 'reply', 'supervise'] })
    const { body } = await office.ask('POST', '/sign-in', { code: invited.body.code }, null)
    expect((await office.ask('GET', '/audit', undefined, body.token)).status).toBe(403)
  })
})

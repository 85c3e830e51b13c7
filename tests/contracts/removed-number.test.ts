import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Answer, type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'

describe.each(engines)('after a number was removed, on %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer
  let token1c: string
  let conversationId: string
  let theirs: string
  let [sent, edited, undecided] = ['', '', '']

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await office.whatsapp.client('+79161234567').sendText(company, 'Здравствуйте')
    const event = await peer.event('message')
    conversationId = event.conversation.id
    theirs = event.message.id
    sent = await reply('отправлено')
    edited = await reply('как было')
    await peer.event('stage', (stage) => stage.messageId === edited && stage.stage.stage === 'delivered')
    token1c = (await office.ask('POST', '/bases', { name: 'УТ' })).body.token
    await exchange([])
    undecided = await reply('ждёт слова 1С')
    const companion = office.whatsapp.companion(company)
    const away = peer.frame('channel', () => !companion.isOnline)
    companion.refuseLogins('503')
    companion.dropConnection()
    await away
    expect(await office.ask('PUT', `/messages/${edited}/text`, { text: 'не дойдёт' })).toMatchObject({ status: 200 })
    const { channels } = (await office.ask('GET', '/channels')).body
    await office.ask('DELETE', `/channels/${channels[0].channel.channelId}`)
  })
  afterAll(async () => {
    peer.close()
    await office.close()
  })

  const newId = () => `${crypto.randomUUID().slice(0, 14)}7${crypto.randomUUID().slice(15)}`

  async function reply(text: string): Promise<string> {
    const id = newId()
    expect((await office.ask('POST', '/replies', { id, conversationId, text })).status).toBe(200)
    return id
  }

  async function exchange(outgoing: object[]): Promise<Answer> {
    const response = await fetch(`${office.relay.address}/onec/v1/exchange`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token1c}` },
      body: JSON.stringify({ protocol: 1, cursor: 0, outgoing }),
    })
    return { status: response.status, body: await response.json() }
  }

  const messages = async () => (await office.ask('GET', `/conversations/${conversationId}/messages`)).body.messages
  const shown = async (id: string) => (await messages()).find((message: { id: string }) => message.id === id)

  it.each<[string, string, () => string, unknown]>([
    ['a reply', 'POST', () => '/replies', undefined],
    ['a reaction', 'PUT', () => `/messages/${theirs}/reaction`, { emoji: '👍' }],
    ['an edit', 'PUT', () => `/messages/${sent}/text`, { text: 'иначе' }],
    ['a deletion', 'DELETE', () => `/messages/${sent}`, undefined],
  ])('%s to its clients is refused in words, and nothing of it is kept', async (_what, method, path, body) => {
    const before = await messages()
    const asked = method === 'POST' ? { id: newId(), conversationId, text: 'никуда' } : body
    expect(await office.ask(method, path(), asked)).toMatchObject({
      status: 409,
      body: { error: { code: 'numberRemoved', message: expect.stringContaining('was removed') } },
    })
    expect(await messages()).toEqual(before)
  })

  it('the same reply once more gets its first answer', async () => {
    const again = await office.ask('POST', '/replies', { id: sent, conversationId, text: 'отправлено' })
    expect(again).toMatchObject({ status: 200, body: { duplicate: true } })
  })

  it('what waited for 1C’s word has failed, and 1C’s word for it comes too late', async () => {
    expect((await shown(undecided)).stages.at(-1)).toMatchObject({ stage: 'failed', reason: 'numberUnpaired' })
    const { body } = await exchange([{ outgoingId: undecided }])
    expect(body.results).toMatchObject([{ status: 'failed', error: { code: 'tooLate', retryable: false } }])
  })

  it('an edit that had not left is taken back', async () => {
    expect(await shown(edited)).toMatchObject({ text: 'как было' })
    expect((await shown(edited)).edited).toBeUndefined()
  })

  it('1C’s own message to its clients fails by name', async () => {
    const { body } = await exchange([{ outgoingId: newId(), conversationId, text: 'Счёт готов' }])
    expect(body.results).toMatchObject([{ status: 'failed', error: { code: 'numberRemoved', retryable: false } }])
  })

  it('its conversations can still be read', async () => {
    expect((await office.ask('POST', `/conversations/${conversationId}/read`)).status).toBe(204)
    expect((await messages()).map(({ text }: { text: string }) => text)).toContain('Здравствуйте')
  })
})

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { JoinedEvent } from '../../shared/events.ts'
import { ExtensionPeer } from '../world/extension-peer.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'

describe.each(engines)('on %s a client whom WhatsApp names by LID first, and by phone later', (engine) => {
  let office: Office
  let onec: Onec
  let peer: ExtensionPeer
  let joined: JoinedEvent
  const anna = () => office.whatsapp.client(annasNumber, { name: 'Анна Петрова' })

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    const linked = await office.ask('POST', '/bases', { name: 'Торговля' })
    onec = await startOnec({ relay: { url: office.relay.address, token: linked.body.token } })
    await office.ask('PUT', '/settings/synchronisation', {
      syncEnabled: true,
      replyRoute: 'direct',
      schedule: { everySeconds: 1, from: '00:00', to: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    })
    await office.ask('PUT', `/bases/${linked.body.base.id}/push`, onec.publication)
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterAll(async () => {
    peer?.close()
    await onec?.close()
    await office?.close()
  })

  const writes = async (text: string, how: { addressing: 'pn' | 'lid'; tellsBoth: boolean }) => {
    await Object.assign(anna(), how).sendText(company, text)
    return (await peer.event('message', (event) => event.message.text === text)).conversation
  }
  const conversations = async (): Promise<{ id: string; contact: { phone?: string } }[]> =>
    (await office.ask('GET', '/snapshot')).body.conversations.map(
      (each: { conversation: { id: string; contact: { phone?: string } } }) => each.conversation,
    )
  const told = () => onec.effects().filter(({ body }) => body.type === 'joined')

  it('is two while nobody knows better', async () => {
    const first = await writes('пишу по LID', { addressing: 'lid', tellsBoth: false })
    expect(first.contact.phone).toBeUndefined()
    const second = await writes('пишу с номера', { addressing: 'pn', tellsBoth: false })
    expect(second.contact.phone).toBe(annasNumber)
    expect(second.id).not.toBe(first.id)
    expect(peer.events.filter(({ type }) => type === 'joined')).toEqual([])
    expect(told()).toEqual([])
  })

  it('is one contact with one conversation as soon as WhatsApp names both, and everybody is told', async () => {
    const [second, first] = await conversations()
    const now = await writes('это всё я', { addressing: 'lid', tellsBoth: true })
    joined = await peer.event('joined')
    expect(now.id).toBe(first?.id)
    expect(joined).toMatchObject({ from: { conversationId: second?.id }, conversation: { id: first?.id } })
    expect(await conversations()).toMatchObject([{ id: first?.id, contact: { phone: annasNumber } }])
    await onec.until(() => told().length > 0)
    expect(told()).toMatchObject([
      { body: { conversationId: second?.id, intoConversationId: first?.id, phone: annasNumber } },
    ])
  })

  it('is another person’s business to nobody else', async () => {
    await office.whatsapp.client('+79160000001', { name: 'Вера', addressing: 'lid' }).sendText(company, 'я другая')
    const { conversation } = await peer.event('message', (event) => event.message.text === 'я другая')
    expect(conversation.id).not.toBe(joined.conversation.id)
    expect(peer.events.filter(({ type }) => type === 'joined')).toHaveLength(1)
  })

  it('is read, marked as read and answered under the old id of the conversation too', async () => {
    const old = joined.from.conversationId ?? ''
    const { body } = await office.ask('GET', `/conversations/${old}/messages`)
    const texts = body.messages.map((message: { text: string }) => message.text)
    expect(texts).toEqual(['пишу по LID', 'пишу с номера', 'это всё я'])
    expect((await office.ask('POST', `/conversations/${old}/read`)).status).toBe(204)
    await peer.event(
      'conversation',
      (event) => event.conversation.id === joined.conversation.id && event.conversation.unread === 0,
    )
    const reply = { id: '00000000-0000-7000-8000-000000000001', conversationId: old, text: 'Ответ по старому адресу' }
    const answer = await office.ask('POST', '/replies', reply)
    expect(answer).toMatchObject({ status: 200, body: { message: { conversationId: joined.conversation.id } } })
    await anna().waitForMessage(({ text }) => text === 'Ответ по старому адресу')
  })

  it('gets what 1C sends to the old id', async () => {
    onec.send({ conversationId: joined.from.conversationId ?? '', text: 'Счёт № 7' })
    await anna().waitForMessage(({ text }) => text === 'Счёт № 7')
    const { conversation } = await peer.event('message', (event) => event.message.text === 'Счёт № 7')
    expect(conversation.id).toBe(joined.conversation.id)
  })

  it('is joined also when it is our own question about a phone that tells who he is', async () => {
    const boris = office.whatsapp.client('+79160000002', { name: 'Борис', addressing: 'lid', tellsBoth: false })
    await boris.sendText(company, 'это Борис')
    const { conversation } = await peer.event('message', (event) => event.message.text === 'это Борис')
    expect(conversation.contact.phone).toBeUndefined()
    await office.ask('PATCH', `/channels/${conversation.channelId}`, { settings: { writeFirst: true } })
    // WhatsApp answers who asks, and sending to a phone asks.
    boris.tellsBoth = true
    onec.send({ phone: boris.number, text: 'Акт сверки' })
    await boris.waitForMessage(({ text }) => text === 'Акт сверки')
    const join = await peer.event('joined', (event) => event.conversation.id === conversation.id)
    expect(join.conversation.contact).toMatchObject({ name: 'Борис', phone: '+79160000002' })
    const { body } = await office.ask('GET', `/conversations/${join.from.conversationId}/messages`)
    expect(body.messages.map((message: { text: string }) => message.text)).toEqual(['это Борис', 'Акт сверки'])
  })

  it('leaves nothing at an id that never was', async () => {
    const never = '00000000-0000-7000-8000-00000000dead'
    expect((await office.ask('GET', `/conversations/${never}/messages`)).status).toBe(404)
    expect((await office.ask('POST', `/conversations/${never}/read`)).status).toBe(404)
  })

  it('has the same journal for who was away all the time', async () => {
    const late = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await late.event('message', (event) => event.message.text === 'Счёт № 7')
    expect(late.events.find(({ type }) => type === 'joined')).toEqual(joined)
    const after = late.events.filter((event) => event.seq > joined.seq)
    expect(JSON.stringify(after)).not.toContain(joined.from.conversationId)
    late.close()
  })
})

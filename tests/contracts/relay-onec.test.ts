import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'

describe.each(engines)('the relay on %s and a published 1C base', (engine) => {
  let office: Office
  let onec: Onec
  let baseId: string
  let peer: ExtensionPeer
  let replies = 0
  const anna = () => office.whatsapp.client(annasNumber, { name: 'Анна Петрова' })

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(company)
    const linked = await office.ask('POST', '/bases', { name: 'Торговля' })
    baseId = linked.body.base.id
    onec = await startOnec({ relay: { url: office.relay.address, token: linked.body.token } })
    await everySecond(true)
    await office.ask('PUT', `/bases/${baseId}/push`, onec.publication)
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  })
  afterAll(async () => {
    peer?.close()
    await onec?.close()
    await office?.close()
  })

  const everySecond = (syncEnabled: boolean) =>
    office.ask('PUT', '/settings/synchronisation', {
      syncEnabled,
      replyRoute: 'through1c',
      schedule: { everySeconds: 1, from: '00:00', to: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    })

  const told = (text: string) => onec.effects().filter(({ body }) => body.text === text).length

  async function reply(text: string): Promise<string> {
    const { conversation } = await peer.event('message', (event) => event.message.origin === 'client')
    replies += 1
    const id = `00000000-0000-7000-8000-${String(replies).padStart(12, '0')}`
    await office.ask('POST', '/replies', { id, conversationId: conversation.id, text })
    return id
  }

  it('tells it of a client’s message at once, without being asked', async () => {
    await anna().sendText(company, 'Когда будет отгрузка?')
    await onec.until(() => told('Когда будет отгрузка?') === 1)
  })

  it('takes its word for a reply, and the client has it', async () => {
    const id = await reply('Завтра до обеда')
    await anna().waitForMessage((message) => message.text === 'Завтра до обеда')
    await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'delivered')
    await onec.until(() =>
      onec
        .effects()
        .some(({ kind, body }) => kind === 'status' && body.outgoingId === id && body.status === 'delivered'),
    )
  })

  it('takes its refusal, and the client gets nothing', async () => {
    onec.change({ replies: 'refuse', refusalReason: 'Стоп-лист' })
    const id = await reply('Скидка 90 %')
    const { stage } = await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'rejected')
    expect(stage.detail).toBe('Стоп-лист')
    onec.change({ replies: 'approve' })
    expect(anna().received.map(({ text }) => text)).not.toContain('Скидка 90 %')
  })

  it('goes on trying while it answers 500 or loses its answers, and it has everything once', async () => {
    onec.change({ service: 'error500' })
    await anna().sendText(company, 'пока ошибка')
    await peer.event('message', (event) => event.message.text === 'пока ошибка')
    onec.change({ service: 'losesAnswers' })
    await anna().sendText(company, 'ответ потерян')
    await onec.until(() => told('ответ потерян') === 1)
    onec.change({ service: 'well' })
    await anna().sendText(company, 'снова хорошо')
    await onec.until(() => told('снова хорошо') === 1)
    expect(['пока ошибка', 'ответ потерян', 'снова хорошо'].map(told)).toEqual([1, 1, 1])
  })

  it('sends what it sends on its own, once, though it repeats itself', async () => {
    onec.change({ repeats: true })
    onec.send({ phone: annasNumber, text: 'Счёт № 5 готов' })
    await anna().waitForMessage((message) => message.text === 'Счёт № 5 готов')
    await onec.until(() => onec.repeats().results > 1)
    expect(anna().received.filter(({ text }) => text === 'Счёт № 5 готов')).toHaveLength(1)
    onec.change({ repeats: false })
  })

  it('lets a reply leave at once when the administrator has chosen so, and tells it afterwards', async () => {
    await office.ask('PUT', '/settings/synchronisation', {
      syncEnabled: true,
      replyRoute: 'direct',
      schedule: { everySeconds: 1, from: '00:00', to: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    })
    await reply('Сразу')
    await anna().waitForMessage((message) => message.text === 'Сразу')
    await onec.until(() => told('Сразу') === 1)
    expect(onec.effects().find(({ body }) => body.text === 'Сразу')?.kind).toBe('message')
  })

  it('says of a file that it does not have whether to ask again', async () => {
    const { body } = await office.ask('POST', `/bases/${baseId}/token`)
    const response = await fetch(`${office.relay.address}/onec/v1/files/00000000-0000-7000-8000-00000000dead`, {
      headers: { Authorization: `Bearer ${body.token}` },
    })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'notFound', retryable: false } })
  })

  it('turns away a wrong token in 1C’s own form of error', async () => {
    const response = await fetch(`${office.relay.address}/onec/v1/exchange`, {
      method: 'POST',
      headers: { Authorization: 'Bearer wrong' },
      body: '{}',
    })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: { code: 'unauthorized', retryable: false } })
  })
})

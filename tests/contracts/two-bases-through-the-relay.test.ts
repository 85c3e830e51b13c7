import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import type { Onec } from '../world/onec/onec.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const [salesNumber, booksNumber] = ['+74950001122', '+74950003344']

describe.each(engines)('two 1C bases, each with a number of its own, through the relay on %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer
  let trade: { id: string; token: string; onec: Onec }
  let books: { id: string; token: string; onec: Onec }
  const anna = () => office.whatsapp.client('+79161234567', { name: 'Анна' })

  const linkBase = async (name: string) => {
    const { body } = await office.ask('POST', '/bases', { name })
    const onec = await startOnec({ relay: { url: office.relay.address, token: body.token } })
    return { id: body.base.id as string, token: body.token as string, onec }
  }
  const exchange = (token: string, more: object = {}) =>
    fetch(`${office.relay.address}/onec/v1/exchange`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ protocol: 1, cursor: 0, outgoing: [], ...more }),
    })
  const textsOf = ({ onec }: typeof trade) =>
    onec.effects().flatMap(({ kind, body }) => (kind === 'message' || kind === 'replyCommand' ? [body.text] : []))
  const reply = async (to: string, text: string) => {
    const { conversation } = await peer.event('message', (event) => event.message.text === to)
    await office.ask('POST', '/replies', { id: randomUUID(), conversationId: conversation.id, text })
  }

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    await office.pair(salesNumber)
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    const added = (await office.ask('POST', '/channels', { title: 'Бухгалтерия' })).body.channel.channelId
    await office.ask('POST', `/channels/${added}/pairing`)
    const { code } = await peer.frame('pairing', (frame) => frame.channelId === added && frame.code !== undefined)
    await office.whatsapp.phone(booksNumber, { name: 'Ромашка' }).scan(code?.qr ?? '')
    await peer.frame('channel', ({ channel }) => channel.channelId === added && channel.state === 'online')
    trade = await linkBase('Торговля')
    books = await linkBase('Бухгалтерия')
    await office.ask('PATCH', `/bases/${books.id}`, { channels: [added] })
    await Promise.all([anna().sendText(salesNumber, 'Есть ли товар?'), anna().sendText(booksNumber, 'Где акт?')])
    await peer.event('message', (event) => event.message.text === 'Есть ли товар?')
    await peer.event('message', (event) => event.message.text === 'Где акт?')
  })
  afterAll(async () => {
    peer?.close()
    await trade?.onec.close()
    await books?.onec.close()
    await office?.close()
  })

  it('each hear what is written to their own number, though it is the same client', async () => {
    await trade.onec.run()
    await books.onec.run()
    expect(textsOf(trade)).toEqual(['Есть ли товар?'])
    expect(textsOf(books)).toEqual(['Где акт?'])
  })

  it('each decide about the replies of their own number, and the client has each from the number he wrote to', async () => {
    books.onec.change({ replies: 'refuse', refusalReason: 'Период закрыт' })
    await reply('Есть ли товар?', 'Товар есть')
    await reply('Где акт?', 'Акт готов')
    await books.onec.run()
    const { stage } = await peer.event('stage', (event) => event.stage.stage === 'rejected')
    expect(stage.detail).toBe('Период закрыт')
    await trade.onec.run()
    await anna().waitForMessage((message) => message.text === 'Товар есть')
    expect(textsOf(trade)).toEqual(['Есть ли товар?', 'Товар есть'])
    expect(textsOf(books)).toEqual(['Где акт?', 'Акт готов'])
    expect(anna().received.map(({ text }) => text)).not.toContain('Акт готов')
  })

  it('each go on from their own cursor: one that was restored from a backup is told again, the other is not', async () => {
    const backup = books.onec.backup()
    await anna().sendText(booksNumber, 'Жду акт')
    await peer.event('message', (event) => event.message.text === 'Жду акт')
    await books.onec.run()
    const [tradesCursor, heard] = [trade.onec.cursor(), textsOf(books)]
    books.onec.restore(backup)
    await books.onec.run()
    expect(textsOf(books)).toEqual(heard)
    await trade.onec.run()
    expect(textsOf(trade)).toEqual(['Есть ли товар?', 'Товар есть'])
    expect(trade.onec.cursor()).toBeGreaterThanOrEqual(tradesCursor)
  })

  it('what one cannot apply stands with that base for the administrator, and the line goes on', async () => {
    const cursor = trade.onec.cursor()
    const words = { seq: cursor, code: 'badEvent', message: 'Нет такого чата' }
    expect((await exchange(trade.token, { cursor, rejected: [words] })).status).toBe(200)
    const rejectedBy = async (id: string) => (await office.ask('GET', `/bases/${id}/rejected`)).body.events
    expect(await rejectedBy(trade.id)).toMatchObject([{ seq: cursor, message: 'Нет такого чата' }])
    expect(await rejectedBy(books.id)).toEqual([])
    await anna().sendText(salesNumber, 'Спасибо')
    await peer.event('message', (event) => event.message.text === 'Спасибо')
    await trade.onec.run()
    expect(textsOf(trade)).toContain('Спасибо')
  })

  it('one whose token was renewed is turned away with the old one, and the other is left in peace', async () => {
    const { body } = await office.ask('POST', `/bases/${books.id}/token`)
    expect((await exchange(books.token)).status).toBe(401)
    expect((await exchange(body.token)).status).toBe(200)
    expect((await exchange(trade.token)).status).toBe(200)
  })
})

import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { startConnectProxy, startSocksProxy, type TestProxy } from '../world/proxies.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { freshDatabase } from '../world/stores.ts'

const first = '+74950001122'
const second = '+74950003344'
/** Two replies of an employee. */
const [leaves, waits] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']

describe.each(['sqlite', 'postgres'] as const)('several numbers, kept in %s', (engine) => {
  let office: Office
  let peer: ExtensionPeer

  beforeEach(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    // A relay begins with one number, and shows its codes.
    await peer.frame('pairing', ({ code }) => code !== undefined)
  })
  afterEach(async () => {
    peer.close()
    await office.close()
  })

  const channels = async () => (await office.ask('GET', '/channels')).body.channels
  const add = async (title: string): Promise<string> =>
    (await office.ask('POST', '/channels', { title })).body.channel.channelId
  const reaches = (channelId: string, state: string) =>
    peer.frame('channel', ({ channel }) => channel.channelId === channelId && channel.state === state)

  /** Links a number by the codes of the live connection. */
  async function link(channelId: string, number: string): Promise<void> {
    const seen = peer.frames.flatMap((frame) => (frame.type === 'pairing' && frame.code ? frame.code.qr : []))
    await office.ask('POST', `/channels/${channelId}/pairing`)
    const phone = office.whatsapp.phone(number, { name: `Фирма ${number.slice(-4)}` })
    for (let linked = false; !linked; ) {
      const { code } = await peer.frame(
        'pairing',
        (frame) => frame.channelId === channelId && frame.code !== undefined && !seen.includes(frame.code.qr),
      )
      const qr = code?.qr ?? ''
      seen.push(qr)
      // A code that was replaced while it was being looked at links nobody: the next one is there at once.
      linked = await phone.scan(qr).then(
        () => true,
        (error: Error) => {
          if (!error.message.includes('not valid any more')) throw error
          return false
        },
      )
    }
    await reaches(channelId, 'online')
  }

  const firstId = async (): Promise<string> => (await channels())[0].channel.channelId

  it('are added, named, moved and shown in order to everybody', async () => {
    const sales = await add('Продажи')
    const support = await add('Поддержка')
    const moved = await office.ask('PATCH', `/channels/${support}`, { position: 0, title: 'Сервис' })
    expect(moved).toMatchObject({ status: 200, body: { channel: { title: 'Сервис', position: 0 } } })
    const { channels: shown } = await peer.frame('channels', (frame) => frame.channels[0]?.channelId === support)
    expect(shown.map(({ title, position }) => [title, position])).toEqual([
      ['Сервис', 0],
      ['WhatsApp', 1],
      ['Продажи', 2],
    ])
    const late = await ExtensionPeer.connect(office.relay.address, { token: office.token })
    expect((await late.frame('welcome')).channels.map(({ channelId }) => channelId)).toContain(sales)
    late.close()
    expect(await office.ask('PATCH', '/channels/01932b6e-7c00-7000-8000-000000000099', { title: 'x' })).toMatchObject({
      status: 404,
    })
  })

  it('each get the messages that are written to them, by the same client too', async () => {
    const one = await firstId()
    const two = await add('Поддержка')
    await link(one, first)
    await link(two, second)
    const anna = office.whatsapp.client('+79001234567', { name: 'Анна' })
    await Promise.all([anna.sendText(first, 'в продажи'), anna.sendText(second, 'в поддержку')])
    const sold = await peer.event('message', (event) => event.message.text === 'в продажи')
    const helped = await peer.event('message', (event) => event.message.text === 'в поддержку')
    expect(sold.conversation.channelId).toBe(one)
    expect(helped.conversation.channelId).toBe(two)
    expect(sold.conversation.id).not.toBe(helped.conversation.id)
  })

  it('is removed while the others go on: its conversations stay, what waits to leave fails', async () => {
    const one = await firstId()
    const two = await add('Поддержка')
    await link(one, first)
    await link(two, second)
    const anna = office.whatsapp.client('+79001234567', { name: 'Анна' })
    await anna.sendText(second, 'останется')
    const { conversation } = await peer.event('message', (event) => event.message.text === 'останется')
    await office.ask('PATCH', `/channels/${two}`, { settings: { perMinute: 1, burst: 1, typing: false } })
    for (const [id, text] of Object.entries({ [leaves]: 'ушло', [waits]: 'ждёт' }))
      expect(await office.ask('POST', '/replies', { id, conversationId: conversation.id, text })).toMatchObject({
        status: 200,
      })
    await peer.event('message', ({ message }) => message.id === waits && message.hold?.reason === 'pacing')
    const unlinked = office.whatsapp.events.next('companion-unlinked', ({ by }) => by === 'companion')
    expect(await office.ask('DELETE', `/channels/${two}`)).toMatchObject({ status: 204 })
    await unlinked
    const failed = await peer.event('stage', ({ stage }) => stage.stage === 'failed')
    expect(failed).toMatchObject({ messageId: waits, stage: { reason: 'numberUnpaired' } })
    expect(anna.received.map(({ text }) => text)).toEqual(['ушло'])
    expect((await channels()).map((row: { channel: { channelId: string } }) => row.channel.channelId)).toEqual([one])
    const messages = await office.ask('GET', `/conversations/${conversation.id}/messages`)
    const texts = messages.body.messages.map((message: { text: string }) => message.text)
    expect(texts).toEqual(['останется', 'ушло', 'ждёт'])
    expect(await office.ask('POST', `/channels/${two}/pairing`)).toMatchObject({ status: 404 })
    await anna.sendText(first, 'здесь')
    await peer.event('message', (event) => event.message.text === 'здесь')
  })

  it('do not disturb one another: one banned, one unlinked, the third works, and alerts say so once', async () => {
    const one = await firstId()
    const two = await add('Вторая')
    const three = await add('Третья')
    for (const [id, number] of [
      [one, first],
      [two, second],
      [three, '+74950005566'],
    ] as const)
      await link(id, number)
    const invited = await office.ask('POST', '/employees', { name: 'Ольга', rights: ['read', 'reply'] })
    const signedIn = await office.ask('POST', '/sign-in', { code: invited.body.code }, null)
    const olga = await ExtensionPeer.connect(office.relay.address, { token: signedIn.body.token, cursor: 0 })
    office.whatsapp.companion(first).refuseLogins('403')
    office.whatsapp.companion(first).dropConnection()
    office.whatsapp.phone(second).unlink()
    const { alerts } = await peer.frame('alerts', (frame) => frame.alerts.length === 2)
    expect(alerts.map(({ channelId, kind }) => [channelId, kind])).toEqual([
      [one, 'banned'],
      [two, 'unlinked'],
    ])
    await office.whatsapp.client('+79001234567').sendText('+74950005566', 'работает')
    await peer.event('message', (event) => event.message.text === 'работает')
    // Only administrators can do something about it.
    await olga.event('message', (event) => event.message.text === 'работает')
    expect(olga.frames.map(({ type }) => type)).not.toContain('alerts')
    olga.close()

    const late = await ExtensionPeer.connect(office.relay.address, { token: office.token })
    expect((await late.frame('alerts')).alerts).toEqual(alerts)
    late.close()

    office.whatsapp.companion(first).allowLogins()
    expect(await office.ask('POST', `/channels/${one}/connect`)).toMatchObject({ status: 202 })
    await peer.frame('alerts', (frame) => frame.alerts.length === 1 && frame.alerts[0]?.channelId === two)
    const frames = peer.frames.filter((frame) => frame.type === 'alerts').map((frame) => JSON.stringify(frame))
    for (const [index, frame] of frames.entries()) expect(frame).not.toBe(frames[index - 1])
  })

  it('keeps the conversations when a number is paired again', async () => {
    const one = await firstId()
    await link(one, first)
    const anna = office.whatsapp.client('+79001234567', { name: 'Анна' })
    await anna.sendText(first, 'до')
    const before = await peer.event('message', (event) => event.message.text === 'до')
    await office.ask('DELETE', `/channels/${one}/pairing`)
    peer.frames.length = 0
    await link(one, first)
    await anna.sendText(first, 'после')
    const after = await peer.event('message', (event) => event.message.text === 'после')
    expect(after.conversation.id).toBe(before.conversation.id)
  })

  it('pairs by a code on the phone that an administrator asks for, whatever way he types it', async () => {
    const one = await firstId()
    office.whatsapp.phone(first, { name: 'Ромашка' })
    expect(await office.ask('POST', `/channels/${one}/pairing`, { phone: '12' })).toMatchObject({ status: 400 })
    expect(await office.ask('POST', `/channels/${one}/pairing`, { phone: '+7 999 000-00-01' })).toMatchObject({
      status: 409,
    })
    expect(await office.ask('POST', `/channels/${one}/pairing`, { phone: '8 (495) 000-11-22' })).toMatchObject({
      status: 202,
    })
    const { phoneCode } = await peer.frame('pairing', (frame) => frame.phoneCode !== undefined)
    expect(phoneCode).toMatchObject({ phone: first })
    await office.whatsapp.phone(first).typeCode(phoneCode?.code ?? '')
    await reaches(one, 'online')
  })

  describe('with a proxy of its own', () => {
    let proxy: TestProxy | undefined
    afterEach(() => proxy?.close())

    it.each([
      ['HTTP', startConnectProxy],
      ['SOCKS5', startSocksProxy],
    ] as const)('goes through it, %s, and the other number does not', async (_name, start) => {
      proxy = await start()
      const one = await firstId()
      const two = await add('Без прокси')
      const changed = await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: proxy.url } })
      expect(changed).toMatchObject({ status: 200, body: { settings: { proxy: proxy.url, perMinute: 30 } } })
      await link(one, first)
      const { port } = new URL(office.whatsapp.url)
      expect(new Set(proxy.asked)).toEqual(new Set([`127.0.0.1:${port}`]))
      const before = proxy.asked.length
      await link(two, second)
      expect(proxy.asked).toHaveLength(before)
      await office.whatsapp.client('+79001234567').sendText(first, 'через прокси')
      await peer.event('message', (event) => event.message.text === 'через прокси')
    })

    it('says when it is dead or does not let us in, and never shows its password', async () => {
      proxy = await startConnectProxy('secret')
      const one = await firstId()
      await link(one, first)
      const address = new URL(proxy.url)
      address.username = 'anna'
      address.password = 'secret'
      peer.frames.length = 0
      const changed = await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: address.href } })
      expect(changed.body.settings.proxy).toBe(`http://anna:***@${address.host}/`)
      await reaches(one, 'online')
      expect(proxy.asked.length).toBeGreaterThan(0)
      const kept = await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: changed.body.settings.proxy } })
      expect(kept.body.settings.proxy).toBe(`http://anna:***@${address.host}/`)
      expect(
        await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: 'http://anna:***@elsewhere.example:1/' } }),
      ).toMatchObject({ status: 400 })

      address.password = 'wrong'
      await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: address.href } })
      await peer.frame('channel', ({ channel }) => channel.trouble === 'proxyRefused')
      await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: 'socks5://127.0.0.1:1' } })
      await peer.frame('channel', ({ channel }) => channel.trouble === 'proxyUnreachable')
      peer.frames.length = 0
      await office.ask('PATCH', `/channels/${one}`, { settings: { proxy: null } })
      const { channel } = await reaches(one, 'online')
      expect(channel.trouble).toBeUndefined()
    })
  })
})

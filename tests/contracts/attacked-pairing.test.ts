import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'

const company = '+74951234567'

describe('pairing and the proxy, at the wrong moment', () => {
  let office: Office
  let peer: ExtensionPeer
  let channelId: string
  beforeEach(async () => {
    office = await openOffice()
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    channelId = (await office.ask('GET', '/me')).body.channels[0].channelId
  })
  afterEach(async () => {
    peer.close()
    await office.close()
  })

  const at = (path: string) => `/channels/${channelId}/${path}`
  const refusedInWords = {
    status: 409,
    body: { error: { code: 'conflict', message: expect.stringMatching(/\w+ \w+/) } },
  }

  it('another number cannot be answered for when nobody has asked', async () => {
    expect(await office.ask('POST', at('other-number'), { keep: 'new' })).toMatchObject(refusedInWords)
    await office.pair(company)
    for (const keep of ['new', 'former'])
      expect(await office.ask('POST', at('other-number'), { keep })).toMatchObject(refusedInWords)
    expect((await office.ask('GET', '/me')).body.channels[0].state).toBe('online')
  })

  it('of two answers to the question about another number one counts', async () => {
    await office.pair(company)
    await office.ask('DELETE', at('pairing'))
    const seen = peer.frames.length
    await office.ask('POST', at('pairing'), {})
    const { code } = await peer.frame(
      'pairing',
      (frame) => frame.code !== undefined && peer.frames.indexOf(frame) >= seen,
    )
    await office.whatsapp.phone('+74950009988', { name: 'Лютик' }).scan(code?.qr ?? '')
    await peer.frame('channel', ({ channel }) => channel.state === 'otherNumber')
    const answers = await Promise.all(['new', 'former'].map((keep) => office.ask('POST', at('other-number'), { keep })))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  })

  it('a linked number gives no code, and connect hammered opens one connection', async () => {
    await office.pair(company)
    expect(await office.ask('POST', at('pairing'), { phone: company })).toMatchObject(refusedInWords)
    let connected = 0
    const stop = office.whatsapp.events.subscribe((event) => {
      if (event.type === 'companion-connected') connected += 1
    })
    const answers = await Promise.all(Array.from({ length: 20 }, () => office.ask('POST', at('connect'))))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202))
    await office.whatsapp.client('+79161234567').sendText(company, 'ещё на связи')
    await peer.event('message', (event) => event.message.text === 'ещё на связи')
    stop()
    expect(connected).toBe(0)
  })

  it('whoever asks for a code to type while WhatsApp cannot be reached is told, and does not wait for ever', async () => {
    await office.ask('PATCH', `/channels/${channelId}`, { settings: { proxy: 'http://127.0.0.1:1' } })
    expect(await office.ask('POST', at('pairing'), { phone: company })).toMatchObject(refusedInWords)
    await peer.frame('channel', ({ channel }) => channel.trouble === 'proxyUnreachable')
  })

  it('whoever asks for a code of a number that is being removed is told', async () => {
    const [, asked] = await Promise.all([
      office.ask('DELETE', `/channels/${channelId}`),
      office.ask('POST', at('pairing'), { phone: company }),
      office.ask('DELETE', `/channels/${channelId}`),
    ])
    expect([404, 409]).toContain(asked.status)
    expect((await office.ask('GET', '/channels')).body.channels).toEqual([])
  })

  it('codes are shown to administrators alone, also the one to type; alerts as well', async () => {
    const invited = await office.ask('POST', '/employees', { name: 'Ольга', rights: ['read', 'reply'] })
    const { token } = (await office.ask('POST', '/sign-in', { code: invited.body.code }, null)).body
    const employee = await ExtensionPeer.connect(office.relay.address, { token, cursor: 0 })
    await employee.frame('welcome')
    office.whatsapp.phone(company, { name: 'Ромашка' })
    expect((await office.ask('POST', at('pairing'), { phone: company })).status).toBe(202)
    const { phoneCode } = await peer.frame('pairing', (frame) => frame.phoneCode !== undefined)
    await office.whatsapp.phone(company).typeCode(phoneCode?.code ?? '')
    await employee.frame('channel', ({ channel }) => channel.state === 'online')
    office.whatsapp.phone(company).unlink()
    await peer.frame('alerts', (frame) => frame.alerts.length > 0)
    await employee.frame('channel', ({ channel }) => channel.state === 'unlinked')
    const late = await ExtensionPeer.connect(office.relay.address, { token, cursor: 0 })
    await late.frame('welcome')
    late.send({ type: 'ping' })
    await late.frame('pong')
    const types = new Set([...employee.frames, ...late.frames].map(({ type }) => type))
    expect(types).not.toContain('pairing')
    expect(types).not.toContain('alerts')
    expect(JSON.stringify([...employee.frames, ...late.frames])).not.toContain(phoneCode?.code)
    late.close()
    employee.close()
  })

  it.each([
    'socks5:///anna:secret@host:1',
    'http://127.0.0.1:1/?password=secret',
    'http://127.0.0.1:1/secret',
    'http://',
    'socks5://',
    'javascript:alert(1)',
    'http://a b',
  ])('a proxy that is not a host alone is refused, its password is in no answer: %s', async (proxy) => {
    const answer = await office.ask('PATCH', `/channels/${channelId}`, { settings: { proxy } })
    expect(answer.status).toBe(400)
    expect(JSON.stringify([answer.body, (await office.ask('GET', '/channels')).body])).not.toContain('secret')
  })

  it.each([
    'http://anna:secret@127.0.0.1:1',
    'socks5://anna:secret@127.0.0.1:1',
    'https://anna:secret@127.0.0.1:1/',
    'socks5h://anna:%73ecret@127.0.0.1:1',
  ])('the password of a proxy never comes back: %s', async (proxy) => {
    const changed = await office.ask('PATCH', `/channels/${channelId}`, { settings: { proxy } })
    await peer.frame('channel', ({ channel }) => channel.trouble === 'proxyUnreachable')
    const said = [changed, await office.ask('GET', '/channels'), await office.ask('GET', '/me'), peer.frames]
    expect(JSON.stringify(said)).not.toMatch(/secret|%73ecret/)
  })
})

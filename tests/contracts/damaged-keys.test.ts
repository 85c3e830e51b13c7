import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Relay, startRelay } from '../../relay/app.ts'
import { systemClock } from '../../relay/clock.ts'
import { createLog } from '../../relay/log.ts'
import { readSettings } from '../../relay/settings.ts'
import { readCredentials, writeCredentials } from '../../relay/store/credentials.ts'
import { openStore } from '../../relay/store/open.ts'
import { channelIdSchema } from '../../shared/ids.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { engines, freshDatabase } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

const healthy = '+74950001122'
const broken = '+74950003344'

describe.each(engines)('a number whose keys are damaged, beside a healthy one, on %s', (engine) => {
  let folder: string
  let whatsapp: WhatsAppStandIn
  let databaseUrl: string | undefined
  let relay: Relay
  let token: string
  let peer: ExtensionPeer

  async function start(): Promise<void> {
    const settings = readSettings(
      {
        RELAY_PORT: '0',
        RELAY_DATA: join(folder, 'data'),
        RELAY_LOG_LEVEL: 'silent',
        RELAY_WHATSAPP_STAND_IN: whatsapp.url,
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      },
      undefined,
    )
    relay = await startRelay(settings, {
      log: createLog(settings.logLevel),
      clock: systemClock,
      showPairingCode: () => {},
    })
    if (relay.setupCode !== undefined)
      token = (await ask('POST', '/setup', { code: relay.setupCode, name: 'Админ' })).body.token
    peer = await ExtensionPeer.connect(relay.address, { token, cursor: 0 })
  }

  async function stop(): Promise<void> {
    peer.close()
    await relay.close()
  }

  async function ask(method: string, path: string, body?: unknown) {
    const response = await fetch(`${relay.address}/api/v1${path}`, {
      method,
      headers: {
        Origin: extensionOrigin,
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

  async function link(id: string, number: string): Promise<void> {
    const seen = peer.frames.length
    await ask('POST', `/channels/${id}/pairing`, {})
    const phone = whatsapp.phone(number, { name: 'Ромашка' })
    // The first code may be one of a connection that the asked one has replaced: then the next is scanned, as a person would.
    for (let after = seen; ; after += 1) {
      const shown = await peer.frame(
        'pairing',
        (frame) => frame.channelId === id && frame.code !== undefined && peer.frames.indexOf(frame) >= after,
      )
      after = peer.frames.indexOf(shown)
      const linked = await phone.scan(shown.code?.qr ?? '').then(
        () => true,
        () => false,
      )
      if (linked) break
    }
    await online(id)
  }

  const online = (id: string) =>
    peer.frame('channel', ({ channel }) => channel.channelId === id && channel.state === 'online')

  let [one, two] = ['', '']
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panel-damaged-'))
    databaseUrl = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    whatsapp = await startWhatsApp()
    await start()
    one = (await ask('GET', '/channels')).body.channels[0].channel.channelId
    two = (await ask('POST', '/channels', { title: 'Вторая' })).body.channel.channelId
    await link(one, healthy)
    await link(two, broken)
    const channelId = v.parse(channelIdSchema, two)
    await stop()
    const store = await openStore({ databaseUrl, sqliteFile: join(folder, 'data', 'relay.sqlite') })
    const json = await readCredentials(store.read, channelId)
    await store.write((tx) => writeCredentials(tx, channelId, json?.slice(0, 100) ?? ''))
    await store.close()
    await start()
  })
  afterEach(async () => {
    await stop()
    await whatsapp.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const channelOf = async (id: string) =>
    (await ask('GET', '/channels')).body.channels.find(
      (row: { channel: { channelId: string } }) => row.channel.channelId === id,
    ).channel

  it('says so, to administrators at once; the healthy one goes on, and conversations come back with a new pairing', async () => {
    expect(await channelOf(two)).toMatchObject({ trouble: 'damagedKeys' })
    const { alerts } = await peer.frame('alerts', (frame) => frame.alerts.length > 0)
    expect(alerts).toMatchObject([{ channelId: two, kind: 'down' }])
    await expect.poll(async () => (await channelOf(one)).state).toBe('online')
    await whatsapp.client('+79161234567').sendText(healthy, 'сюда можно')
    const { conversation } = await peer.event('message', (event) => event.message.text === 'сюда можно')
    const reply = { id: '00000000-0000-7000-8000-000000000001', conversationId: conversation.id, text: 'и отсюда' }
    expect((await ask('POST', '/replies', reply)).status).toBe(200)
    await whatsapp.client('+79161234567').waitForMessage(({ text }) => text === 'и отсюда')

    for (const path of ['connect', 'pairing'])
      expect(await ask('POST', `/channels/${two}/${path}`, {})).toMatchObject({
        status: 409,
        body: { error: { message: expect.stringContaining('unlink the number and pair it again') } },
      })
    expect((await ask('DELETE', `/channels/${two}/pairing`)).status).toBe(202)
    expect((await channelOf(two)).trouble).toBeUndefined()
    await link(two, broken)
    await whatsapp.client('+79161234567').sendText(broken, 'снова можно')
    await peer.event('message', (event) => event.message.text === 'снова можно')
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Relay, startRelay } from '../../relay/app.ts'
import { systemClock } from '../../relay/clock.ts'
import { createLog } from '../../relay/log.ts'
import { readSettings } from '../../relay/settings.ts'
import { ExtensionPeer, extensionOrigin } from './extension-peer.ts'
import type { Phone } from './whatsapp/phone.ts'
import { trustMediaCertificate } from './whatsapp/trust-media-certificate.ts'
import { startWhatsApp, type WhatsAppStandIn } from './whatsapp/whatsapp.ts'

/** The whole relay in the test's own process, on a real WhatsApp stand-in, with its first administrator signed in. */
export interface Office {
  relay: Relay
  whatsapp: WhatsAppStandIn
  /** Of the administrator. */
  token: string
  /** Where the relay keeps files. */
  mediaFolder: string
  ask(method: string, path: string, body?: unknown, token?: string | null): Promise<Answer>
  /** Pairs the company's number by the code that the live connection shows. */
  pair(number: string): Promise<Phone>
  close(): Promise<void>
}

export interface Answer {
  status: number
  // Tests look into it as they need.
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the tests check
  body: any
}

/** @param more settings of the relay, as its environment has them. */
export async function openOffice(databaseUrl?: string, more: Record<string, string> = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'panel-office-'))
  const whatsapp = await startWhatsApp()
  const untrust = trustMediaCertificate(whatsapp.mediaCertificate)
  const settings = readSettings(
    {
      RELAY_PORT: '0',
      RELAY_DATA: join(folder, 'data'),
      RELAY_LOG_LEVEL: process.env.OFFICE_LOG ?? 'fatal',
      RELAY_FILE_LIMIT_MB: '1',
      RELAY_WHATSAPP_STAND_IN: whatsapp.url,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...more,
    },
    undefined,
  )
  const relay = await startRelay(settings, {
    log: createLog(settings.logLevel),
    clock: systemClock,
    showPairingCode: () => {},
  })
  const ask = asker(relay.address)
  const first = await ask('POST', '/setup', { code: relay.setupCode, name: 'Администратор' }, null)
  const token: string = first.body.token
  return {
    relay,
    whatsapp,
    token,
    mediaFolder: join(folder, 'data', 'media'),
    ask: (method, path, body, as = token) => ask(method, path, body, as),
    pair: (number) => pair(relay, whatsapp, token, number),
    close: async () => {
      await relay.close()
      await whatsapp.close()
      untrust()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const asker =
  (address: string) =>
  async (method: string, path: string, body: unknown, token: string | null): Promise<Answer> => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        Origin: extensionOrigin,
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }

async function pair(relay: Relay, whatsapp: WhatsAppStandIn, token: string, number: string): Promise<Phone> {
  const peer = await ExtensionPeer.connect(relay.address, { token })
  const { code } = await peer.frame('pairing', (frame) => frame.code !== undefined)
  const phone = whatsapp.phone(number, { name: 'Ромашка' })
  await phone.scan(code?.qr ?? '')
  await peer.frame('channel', (frame) => frame.channel.state === 'online')
  peer.close()
  return phone
}

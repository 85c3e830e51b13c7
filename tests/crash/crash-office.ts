import type { ChannelId, Cursor } from '../../shared/ids.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

export const company = '+74951234567'

export interface CrashOfficeOptions {
  /** Else SQLite. */
  databaseUrl?: string
  /** A relay put together with a part that fails, in the place of the real one. */
  entry?: string
}

/** A relay in a process of its own that may be killed, the WhatsApp it is paired with, and an administrator who is signed in. */
export class CrashOffice {
  private constructor(
    readonly whatsapp: WhatsAppStandIn,
    readonly relay: RelayProcess,
    readonly token: string,
    readonly channelId: ChannelId,
  ) {}

  static async open(options: CrashOfficeOptions = {}): Promise<CrashOffice> {
    const whatsapp = await startWhatsApp()
    const relay = await RelayProcess.start({ whatsapp, ...options })
    const first = await ask(relay.address, undefined, 'POST', '/setup', { code: relay.setupCode, name: 'Мария' })
    const { token }: { token: string } = JSON.parse(first.text)
    const peer = await ExtensionPeer.connect(relay.address, { token })
    const { code } = await peer.frame('pairing', (frame) => frame.code !== undefined)
    await whatsapp.phone(company, { name: 'Ромашка' }).scan(code?.qr ?? '')
    const { channel } = await peer.frame('channel', (frame) => frame.channel.state === 'online')
    peer.close()
    const office = new CrashOffice(whatsapp, relay, token, channel.channelId)
    // What is asked here is that nothing is lost, not how fast a number may write.
    await office.ask('PATCH', `/channels/${channel.channelId}`, {
      settings: { perMinute: 600, burst: 100, typing: false },
    })
    return office
  }

  /** Stanzas that WhatsApp has taken for us and that we have not confirmed. */
  get owed(): number {
    return this.whatsapp.companion(company).unsettled
  }

  /** Resolves when the number is online again, with an extension that goes on from `cursor`. @throws when the relay is gone. */
  async online(cursor: Cursor): Promise<ExtensionPeer> {
    const peer = await ExtensionPeer.connect(this.relay.address, { token: this.token, cursor })
    const { channels } = await peer.frame('welcome')
    if (channels.some(({ state }) => state === 'online')) return peer
    await peer.frame('channel', (frame) => frame.channel.state === 'online')
    return peer
  }

  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return ask(this.relay.address, this.token, method, path, body)
  }

  /** Uploads a file, as the extension does before a reply with it. */
  async put(path: string, bytes: Buffer): Promise<void> {
    const response = await fetch(`${this.relay.address}/api/v1${path}`, {
      method: 'PUT',
      headers: {
        Origin: extensionOrigin,
        Authorization: `Bearer ${this.token}`,
        'Content-Type': 'application/octet-stream',
      },
      body: new Uint8Array(bytes),
    })
    if (!response.ok) throw new Error(`The file was not taken: ${response.status} ${await response.text()}`)
  }

  async close(): Promise<void> {
    await this.relay.stop()
    await this.whatsapp.close()
  }
}

export interface Answer {
  status: number
  text: string
}

/** @throws when the relay does not answer: it is being killed all the time. */
async function ask(
  address: string,
  token: string | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      Origin: extensionOrigin,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  return { status: response.status, text: await response.text() }
}

import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { RelayFrame } from '../../shared/events.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import { ExtensionPeer, extensionOrigin } from '../world/extension-peer.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { PlainCompanion } from '../world/whatsapp/plain-companion.ts'
import { workOf } from './processor-time.ts'
import type { StandIn } from './stand-in-process.ts'

/** Something that takes messages from a company's number. */
export interface Receiver {
  company: string
  /** When each message had arrived, in epoch milliseconds with fractions. One sender's messages come in order. */
  arrivals: number[]
  untilCount(count: number): Promise<void>
  /** Processor time of its process so far, in milliseconds: on a busy machine it says more than the clock. */
  workMs(): number
  close(): Promise<void>
}

export interface RelayReceiver extends Receiver {
  pid: number
}

/** An unmodified Baileys with its keys in memory, up to `messages.upsert`. */
export async function bareReceiver({ url, whatsapp }: StandIn): Promise<Receiver> {
  const company = '+74950000001'
  const companion = new PlainCompanion({ waWebSocketUrl: url, shouldSyncHistoryMessage: () => false }).connect()
  const qr = await companion.until(() => companion.qr)
  await whatsapp.scan(company, qr)
  await companion.until(() => companion.state.connection === 'open')
  const counter = createCounter()
  companion.socket.ev.on('messages.upsert', ({ messages }) => {
    for (const { key } of messages) if (key.id) counter.count()
    companion.messages.length = 0
  })
  const workMs = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  return { ...counter, company, workMs, close: async () => void (await companion.disconnect()) }
}

/** The relay in a process of its own, durable, up to the event on the live connection. */
export async function relayReceiver(standIn: StandIn, profileInto?: string): Promise<RelayReceiver> {
  const { url, certificate, whatsapp } = standIn
  const company = '+74950000002'
  const relay = await RelayProcess.start({
    whatsapp: { url, mediaCertificate: certificate },
    ...(profileInto === undefined ? {} : { nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${profileInto}`] }),
  })
  const setUp = await fetch(`${relay.address}/api/v1/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: relay.setupCode, name: 'Bench' }),
  })
  const { token }: { token: string } = await setUp.json()
  await pair(relay.address, token, (qr) => whatsapp.scan(company, qr))
  const counter = createCounter()
  const socket = await listen(relay.address, token, counter.count)
  return {
    ...counter,
    company,
    pid: relay.pid ?? 0,
    workMs: () => workOf(relay.pid ?? 0),
    close: async () => {
      socket.close()
      await relay.stop()
    },
  }
}

async function pair(address: string, token: string, scan: (qr: string) => Promise<void>): Promise<void> {
  const peer = await ExtensionPeer.connect(address, { token, cursor: 0 })
  const { code } = await peer.frame('pairing', (frame) => frame.code !== undefined)
  await scan(code?.qr ?? '')
  await peer.frame('channel', (frame) => frame.channel.state === 'online')
  peer.close()
}

/** Counts messages and nothing else: checking every frame, as the tests' peer does, would take the processor from the relay. */
async function listen(address: string, token: string, count: () => void): Promise<WebSocket> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { origin: extensionOrigin })
  await once(socket, 'open')
  socket.on('message', (data) => {
    const frame: RelayFrame = JSON.parse(String(data))
    if (frame.type !== 'events') return
    for (const event of frame.events) if (event.type === 'message' && event.first) count()
  })
  socket.send(JSON.stringify({ type: 'hello', protocol: protocolVersion, token, cursor: 0 }))
  await once(socket, 'message')
  // Who says nothing for long is taken for gone.
  const pinging = setInterval(() => socket.send(JSON.stringify({ type: 'ping' })), 15_000)
  socket.once('close', () => clearInterval(pinging))
  return socket
}

const now = (): number => performance.timeOrigin + performance.now()

function createCounter() {
  const arrivals: number[] = []
  let wanted = 0
  let done = () => {}
  return {
    arrivals,
    count: () => {
      arrivals.push(now())
      if (arrivals.length >= wanted) done()
    },
    untilCount: async (count: number) => {
      wanted = count
      if (arrivals.length >= count) return
      await new Promise<void>((resolve) => {
        done = resolve
      })
    },
  }
}

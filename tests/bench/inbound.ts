import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { PlainCompanion } from '../world/whatsapp/plain-companion.ts'
import { RemoteWhatsApp } from '../world/whatsapp/remote-whatsapp.ts'
import { type Figures, percentile, round } from './figures.ts'

/** Enough for a steady rate, few enough for two cores. */
const flood = 2_000
const paced = { count: 400, perSecond: 20 }
const warmUp = 300
const sender = '+79160000001'

/** Something that takes messages from the company's number. */
interface Receiver {
  /** When each message had arrived, in epoch milliseconds with fractions. One sender's messages come in order. */
  arrivals: number[]
  untilCount(count: number): Promise<void>
  close(): Promise<void>
}

/** Bare Baileys with keys in memory against our relay, durable, up to the live event; one stand-in in another process, one run. */
export async function benchInbound(
  say: (line: string) => void,
): Promise<{ bare: Figures; relay: Figures; ratio: number }> {
  const standIn = await startStandIn()
  try {
    const bare = await measure('bare Baileys', standIn, await bareReceiver(standIn), '+74950000001', say)
    const relay = await measure('the relay', standIn, await relayReceiver(standIn), '+74950000002', say)
    return { bare, relay, ratio: round(relay.perSecond / bare.perSecond) }
  } finally {
    standIn.end()
  }
}

async function measure(
  name: string,
  { whatsapp }: StandIn,
  receiver: Receiver,
  company: string,
  say: (line: string) => void,
): Promise<Figures> {
  const push = (count: number, perSecond?: number) =>
    whatsapp.pushMany({ company, count, from: [sender], ...(perSecond === undefined ? {} : { perSecond }) })
  await push(warmUp)
  await receiver.untilCount(warmUp)
  const flooded = await push(flood)
  await receiver.untilCount(warmUp + flood)
  const began = flooded[0]?.sentAt ?? Number.NaN
  const perSecond = flood / (((receiver.arrivals[warmUp + flood - 1] ?? Number.NaN) - began) / 1000)
  const drops = await push(paced.count, paced.perSecond)
  await receiver.untilCount(warmUp + flood + paced.count)
  const latencies = drops.map(({ sentAt }, index) => (receiver.arrivals[warmUp + flood + index] ?? Number.NaN) - sentAt)
  await receiver.close()
  const figures = { perSecond: round(perSecond), p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) }
  say(
    `${name.padEnd(14)} ${figures.perSecond} messages/s, at ${paced.perSecond}/s p50 ${figures.p50Ms} ms, p99 ${figures.p99Ms} ms`,
  )
  return figures
}

const now = (): number => performance.timeOrigin + performance.now()

async function bareReceiver({ url, whatsapp }: StandIn): Promise<Receiver> {
  const companion = new PlainCompanion({ waWebSocketUrl: url, shouldSyncHistoryMessage: () => false }).connect()
  const qr = await companion.until(() => companion.qr)
  await whatsapp.scan('+74950000001', qr)
  await companion.until(() => companion.state.connection === 'open')
  const counter = createCounter()
  companion.socket.ev.on('messages.upsert', ({ messages }) => {
    for (const { key } of messages) if (key.id) counter.count()
  })
  return { ...counter, close: async () => void (await companion.disconnect()) }
}

async function relayReceiver({ url, certificate, whatsapp }: StandIn): Promise<Receiver> {
  const relay = await RelayProcess.start({ whatsapp: { url, mediaCertificate: certificate } })
  const setUp = await fetch(`${relay.address}/api/v1/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: relay.setupCode, name: 'Bench' }),
  })
  const { token }: { token: string } = await setUp.json()
  const counter = createCounter()
  const peer = await ExtensionPeer.connect(relay.address, { token, cursor: 0 })
  peer.onEvent((event) => {
    if (event.type === 'message') counter.count()
  })
  const { code } = await peer.frame('pairing', (frame) => frame.code !== undefined)
  await whatsapp.scan('+74950000002', code?.qr ?? '')
  await peer.frame('channel', (frame) => frame.channel.state === 'online')
  return {
    ...counter,
    close: async () => {
      peer.close()
      await relay.stop()
    },
  }
}

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

interface StandIn {
  url: string
  certificate: string
  whatsapp: RemoteWhatsApp
  end(): void
}

async function startStandIn(): Promise<StandIn> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/world/whatsapp/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line]: [string] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const said: { url: string; controlUrl: string; mediaCertificateFile: string } = JSON.parse(line)
  return {
    url: said.url,
    certificate: readFileSync(said.mediaCertificateFile, 'utf8'),
    whatsapp: new RemoteWhatsApp(said.controlUrl),
    end: () => void child.kill('SIGTERM'),
  }
}

import { type BaileysEventMap, makeWASocket, type UserFacingSocketConfig, type WASocket } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { ChannelId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { createAcks } from './acks.ts'
import { createEnvelopes, type NextOrder, repositoryThatNotesArrivals } from './arrivals.ts'
import { type Close, closeOf } from './close-cause.ts'
import { type Credentials, credentialsAsJson } from './credentials.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { countCodes } from './pairing.ts'
import { gateFrames } from './send-gate.ts'
import type { SentContent } from './sent-content.ts'
import { type WhatsAppSettings, webSocketAddress } from './settings.ts'
import { createSignalKeyStore } from './signal-key-store.ts'

/** What a connection has to tell. */
export interface SessionListener {
  onCode(qr: string, total: number): void
  onScanned(): void
  onOpened(): void
  onClosed(close: Close): void
  onReceipts(updates: BaileysEventMap['messages.update']): void
  onLateAck(whatsappId: string, refusal: string | undefined): void
  onArrivals(): void
}

export interface SessionParts {
  channelId: ChannelId
  settings: WhatsAppSettings
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  log: Logger
  credentials: Credentials
  nextOrder: NextOrder
  caches: Pick<UserFacingSocketConfig, 'msgRetryCounterCache' | 'userDevicesCache'>
  sentContent: SentContent
  listener: SessionListener
}

/** One connection of one channel to WhatsApp: a Baileys socket whose keys and arrivals are on the disk before WhatsApp hears of them. */
export interface Session {
  readonly socket: WASocket
  readonly acks: ReturnType<typeof createAcks>
  /** Ends in peace: what was received is stored, and its receipts leave. Does not call the listener. */
  end(): Promise<void>
  /** Tells WhatsApp that this device is no longer linked, then ends. */
  logOut(): Promise<void>
}

/** A peer that does not answer the closing handshake is cut off. */
const closingTakes = 2_000

export function openSession(parts: SessionParts): Session {
  const { channelId, store, listener } = parts
  const envelopes = createEnvelopes(() => parts.clock.now())
  const ledger = createLedger({
    store,
    channelId,
    onArrivals: listener.onArrivals,
    onBroken: (error) => listener.onClosed(brokenClose(error)),
  })
  const socket = openSocket(parts, ledger, envelopes)
  envelopes.listen(socket.ws)
  const raw = gateFrames(socket.ws, ledger)
  const acks = createAcks((whatsappId, ack) =>
    listener.onLateAck(whatsappId, ack.type === 'refused' ? ack.error : undefined),
  )
  acks.listen(socket.ws)
  const stopListening = listen(socket, parts, ledger)
  const end = async (): Promise<void> => {
    stopListening()
    acks.giveUp('disconnected')
    await ledger.flushed().catch(() => undefined)
    const cancel = parts.setAlarm(closingTakes, () => raw.terminate())
    await socket.end(undefined).finally(cancel)
    ledger.seal()
    await ledger.flushed().catch(() => undefined)
  }
  const logOut = async (): Promise<void> => {
    stopListening()
    await ledger.flushed().catch(() => undefined)
    // Its own `end` does not wait for anything.
    await socket.logout().catch(() => undefined)
    await end()
  }
  return { socket, acks, end, logOut }
}

function openSocket(parts: SessionParts, ledger: Ledger, envelopes: ReturnType<typeof createEnvelopes>): WASocket {
  const { settings, credentials, log, channelId, store, nextOrder, caches } = parts
  const keys = createSignalKeyStore(ledger)
  const socket: WASocket = makeWASocket({
    auth: { creds: credentials, keys },
    waWebSocketUrl: webSocketAddress(settings),
    ...(settings.version ? { version: settings.version } : {}),
    ...caches,
    // As the phone lists the device: the name of the product, then the browser whose icon it shows.
    browser: ['Панель мессенджера', 'Chrome', '1.0'],
    logger: log.child({ channelId, part: 'baileys' }, { level: baileysLevel(log) }),
    // With `true` the company's phone stops ringing (guide 0.8).
    markOnlineOnConnect: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage: () => false,
    emitOwnEvents: false,
    generateHighQualityLinkPreview: false,
    // A failed commit ends the connection; repeating it under Baileys' locks would only hold up everything.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    makeSignalRepository: repositoryThatNotesArrivals({ channelId, store, ledger, keys, nextOrder }, envelopes),
    getMessage: async ({ id }) => (id ? await parts.sentContent(id, socket) : undefined),
  })
  return socket
}

function listen(socket: WASocket, { listener, credentials }: SessionParts, ledger: Ledger): () => void {
  let listening = true
  const codes = countCodes(socket.ws)
  socket.ev.on('creds.update', () => {
    // Before the scan there is nothing worth keeping: the next series of codes has credentials of its own.
    if (listening && credentials.me) ledger.write({ credentials: credentialsAsJson(credentials) })
  })
  socket.ev.on('connection.update', ({ connection, qr, isNewLogin, lastDisconnect }) => {
    if (!listening) return
    if (qr) listener.onCode(qr, codes())
    if (isNewLogin) listener.onScanned()
    if (connection === 'open') listener.onOpened()
    if (connection === 'close') listener.onClosed(closeOf(lastDisconnect))
  })
  socket.ev.on('messages.update', (updates) => listener.onReceipts(updates))
  return () => {
    listening = false
  }
}

const brokenClose = (error: unknown): Close => ({
  code: undefined,
  saidByWhatsApp: false,
  codesUsedUp: false,
  message: `keys could not be stored: ${String(error)}`,
})

/** Baileys has much to say about every connection; what matters of it we say ourselves. */
function baileysLevel(log: Logger): string {
  if (log.isLevelEnabled('trace')) return 'trace'
  return log.isLevelEnabled('error') ? 'error' : 'silent'
}

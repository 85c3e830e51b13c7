import type { Agent } from 'node:https'
import { makeWASocket, type UserFacingSocketConfig, type WASocket } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import { WebSocket } from 'ws'
import type { ChannelId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import type { LearnIdentity } from '../inbox/learn-identity.ts'
import type { Arrival } from '../store/arrivals.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { createAcks } from './acks.ts'
import { repositoryThatNotesArrivals } from './arrivals.ts'
import { type Close, closeOf } from './close-cause.ts'
import { type Credentials, credentialsAsJson, isLinked } from './credentials.ts'
import { giveUpSilence } from './give-up-silence.ts'
import { learnFrom } from './identity-news.ts'
import { keepUnseen } from './keep-unseen.ts'
import { createLedger, type Ledger, type LedgerParts } from './ledger.ts'
import { requestPhoneCode } from './pair-by-phone.ts'
import { countCodes } from './pairing.ts'
import { tellOfRefusedUpgrade } from './refused-upgrade.ts'
import type { TimeLock } from './restriction.ts'
import { gateFrames } from './send-gate.ts'
import type { SentContent } from './sent-content.ts'
import { type WhatsAppSettings, webSocketAddress } from './settings.ts'
import { createSignalKeyStore } from './signal-key-store.ts'
import type { StanzaOrder } from './stanza-order.ts'
import { createStanzas, type Stanzas } from './stanzas.ts'
import { takeOneByOne } from './take-one-by-one.ts'

/** What a connection has to tell. */
export interface SessionListener {
  onCode(qr: string, total: number): void
  /** Instead of codes to scan. */
  onPhoneCode(code: string, total: number): void
  onPhoneRefused(reason: string): void
  onScanned(): void
  onOpened(): void
  onClosed(close: Close): void
  onLateAck(whatsappId: string, refusal: string | undefined): void
  /** WhatsApp says whether the number may begin conversations. */
  onTimeLock(lock: TimeLock): void
  onArrivals(): void
  /** What arrivals set off within the commit that stores them. */
  takeWithin?: LedgerParts['takeWithin']
}

export interface SessionParts {
  channelId: ChannelId
  settings: WhatsAppSettings
  store: Store
  clock: Clock
  setAlarm: SetAlarm
  log: Logger
  credentials: Credentials
  /** The channel's proxy. */
  agent: Agent | undefined
  /** The version of WhatsApp Web to present; Baileys' own when undefined. */
  version: [number, number, number] | undefined
  /** Pair by a code that is typed on this phone. */
  pairByPhone: PhoneNumber | undefined
  learnIdentity: LearnIdentity
  order: StanzaOrder
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
  const { channelId, store, listener, order } = parts
  const ledger = createLedger({
    store,
    channelId,
    onArrivals: (arrivals) => {
      order.ended(arrivals.map(({ arrivedOrder }) => arrivedOrder))
      listener.onArrivals()
    },
    takeWithin: (arrivals) => listener.takeWithin?.(arrivals),
    moreToCome: (noted) => order.underWay > noted,
    onBroken: (error) => listener.onClosed(brokenClose(error)),
  })
  const stanzas = createStanzas(order, (arrival) => noteInTheClear(ledger, arrival))
  const socket = openSocket(parts, ledger, stanzas)
  stanzas.listen(socket.ws)
  takeOneByOne(socket.ws)
  const raw = gateFrames(socket.ws, ledger)
  const acks = createAcks((whatsappId, ack) =>
    listener.onLateAck(whatsappId, ack.type === 'refused' ? ack.error : undefined),
  )
  acks.listen(socket.ws)
  giveUpSilence(socket, raw, parts.setAlarm)
  const stopListening = listen(socket, parts, ledger)
  const end = async (): Promise<void> => {
    stopListening()
    // Codes are dead from here on: a scan that WhatsApp has yet to tell us of would link a device that nobody keeps the keys of.
    if (!isLinked(parts.credentials)) raw.terminate()
    acks.giveUp('disconnected')
    await ledger.flushed().catch(() => undefined)
    const cancel = parts.setAlarm(closingTakes, () => raw.terminate())
    await socket.end(undefined)
    // Baileys comes back before it is closed when it was closing already: after a logout, or when WhatsApp had begun.
    await closed(raw).finally(cancel)
    ledger.seal()
    order.forget()
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

const closed = (raw: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    if (raw.readyState === WebSocket.CLOSED) resolve()
    else raw.once('close', () => resolve())
  })

/** What cannot be noted is not confirmed either: the ledger has said that it is broken, or the connection is over. */
function noteInTheClear(ledger: Ledger, arrival: Arrival): void {
  try {
    ledger.write({ arrivals: [arrival] })
  } catch {}
}

function openSocket(parts: SessionParts, ledger: Ledger, stanzas: Stanzas): WASocket {
  const { credentials, channelId, store, order, caches } = parts
  const keys = createSignalKeyStore(ledger)
  const socket: WASocket = makeWASocket({
    ...socketOptions(parts),
    auth: { creds: credentials, keys },
    ...caches,
    syncFullHistory: false,
    shouldSyncHistoryMessage: () => false,
    emitOwnEvents: false,
    generateHighQualityLinkPreview: false,
    // With a limit Baileys sets a timer and takes two stack traces for every frame that leaves: `giveUpSilence` sees to it instead.
    connectTimeoutMs: 0,
    // Baileys would wait so long after each message that it could not read, and let nobody else pass meanwhile (guide, section 2).
    retryRequestDelayMs: 0,
    // A failed commit ends the connection; repeating it under Baileys' locks would only hold up everything.
    transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 0 },
    makeSignalRepository: repositoryThatNotesArrivals({ channelId, store, ledger, keys, stanzas, order }),
    getMessage: async (key) => await parts.sentContent(key, socket),
  })
  tellOfRefusedUpgrade(socket.ws)
  return socket
}

/** How a socket of one channel is made, as far as it does not depend on what is stored. */
export type SocketOptions = Omit<UserFacingSocketConfig, 'auth'>

/** The address and the outward look of a connection. */
export function socketOptions({
  settings,
  log,
  channelId,
  agent,
  version,
}: Pick<SessionParts, 'settings' | 'log' | 'channelId' | 'agent' | 'version'>): SocketOptions {
  return {
    waWebSocketUrl: webSocketAddress(settings),
    ...(version ? { version } : {}),
    ...(agent ? { agent, fetchAgent: agent } : {}),
    // As the phone lists the device: the name of the product, then the browser whose icon it shows.
    browser: ['Панель мессенджера', 'Chrome', '1.0'],
    logger: log.child({ channelId, part: 'baileys' }, { level: baileysLevel(log) }),
    // With `true` the company's phone stops ringing (guide 0.8).
    markOnlineOnConnect: false,
  }
}

function listen(socket: WASocket, parts: SessionParts, ledger: Ledger): () => void {
  const { listener, credentials, pairByPhone } = parts
  let listening = true
  const codes = countCodes(socket.ws)
  const onCode = pairByPhone ? once(() => void askForPhoneCode(socket, pairByPhone, listener, codes)) : listener.onCode
  socket.ev.on('creds.update', () => {
    // Before the scan there is nothing worth keeping: the next series of codes has credentials of its own.
    if (listening && isLinked(credentials)) ledger.write({ credentials: credentialsAsJson(credentials) })
  })
  keepUnseen(socket)
  socket.ev.on('connection.update', ({ connection, qr, isNewLogin, lastDisconnect, reachoutTimeLock }) => {
    if (!listening) return
    if (qr) onCode(qr, codes())
    if (isNewLogin) listener.onScanned()
    if (connection === 'open') listener.onOpened()
    if (reachoutTimeLock) listener.onTimeLock(reachoutTimeLock)
    if (connection === 'close') listener.onClosed(closeOf(lastDisconnect))
  })
  learnFrom(socket, parts)
  return () => {
    listening = false
  }
}

async function askForPhoneCode(
  socket: WASocket,
  phone: PhoneNumber,
  listener: SessionListener,
  codes: () => number,
): Promise<void> {
  const answer = await requestPhoneCode(socket, phone)
  if ('code' in answer) listener.onPhoneCode(answer.code, codes())
  else listener.onPhoneRefused(answer.refused)
}

const once = (work: () => void): (() => void) => {
  let done = false
  return () => {
    if (done) return
    done = true
    work()
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

import type { BaileysEventMap } from '@whiskeysockets/baileys'
import type { ChannelStatus, PairingCode } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import { createSignal } from '../signal.ts'
import type { SetAlarm } from '../timer.ts'
import { accountOf, type LinkedAccount } from './account.ts'
import { createNextOrder } from './arrivals.ts'
import { channelStateAfter, type LinkEvent } from './channel-state.ts'
import { type Close, causeOf } from './close-cause.ts'
import { type Credentials, forgetLink, loadCredentials, newCredentials } from './credentials.ts'
import { createKeptCache } from './kept-caches.ts'
import { allUsedUp, nextCode } from './pairing.ts'
import { receiptsIn } from './receipts.ts'
import { reconnectAfter } from './reconnect.ts'
import { outcomeOfRefusal } from './refusal.ts'
import { createSentContent } from './sent-content.ts'
import { openSession, type Session, type SessionListener } from './session.ts'
import { ArrivalLine } from './take-arrivals.ts'
import type { WhatsAppParts } from './whatsapp-parts.ts'

const minutes = 60_000

export interface ChannelParts extends WhatsAppParts {
  channelId: ChannelId
  setAlarm: SetAlarm
  onStatus: (status: ChannelStatus) => void
  onCode: (code: PairingCode | undefined) => void
}

/** The life of one channel: at most one connection, what it says, and when the next one is due. */
export class Channel {
  status: ChannelStatus
  code: PairingCode | undefined
  readonly #arrived = createSignal()
  readonly #arrivals: ArrivalLine
  readonly #nextOrder: () => number
  readonly #caches
  #session: Session | undefined
  #credentials: Credentials | undefined
  #attempt = 0
  #cancelReconnect: (() => void) | undefined
  #stopped = false
  /** What changes the connection happens one after the other. */
  #line: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: ChannelParts) {
    const { channelId, clock, random, setAlarm, log, store, receive, receiveTogether } = parts
    const now = () => clock.now()
    this.status = { channelId, state: 'notPaired', since: now(), title: '', position: 0 }
    this.#nextOrder = createNextOrder(now)
    this.#caches = {
      msgRetryCounterCache: createKeptCache(60 * minutes, now),
      userDevicesCache: createKeptCache(5 * minutes, now),
    }
    this.#arrivals = new ArrivalLine(
      { channelId, store, receive, receiveTogether, now, random, setAlarm, log },
      this.#arrived,
    )
  }

  /** The connection, while messages can leave. */
  get onlineSession(): Session | undefined {
    return this.status.state === 'online' ? this.#session : undefined
  }

  /** @throws when the stored credentials are broken. */
  start(): Promise<void> {
    this.#arrivals.wake()
    return this.#next(() => this.#open())
  }

  connect(): Promise<void> {
    return this.#next(async () => {
      if (!this.#session) await this.#open()
    })
  }

  startPairing(): Promise<void> {
    return this.#next(async () => {
      this.#credentials ??= await loadCredentials(this.parts.store, this.parts.channelId)
      if (this.#credentials) {
        // A linked number that has given up: it was replaced or banned.
        if (!this.#session) await this.#open()
        return
      }
      await this.#close()
      await this.#open()
    })
  }

  unlink(): Promise<void> {
    return this.#next(async () => {
      const session = this.#session
      this.#session = undefined
      if (session) await session.logOut()
      await this.#forget()
      this.#happened({ type: 'forgotten' })
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#next(() => this.#close())
    await this.#arrivals.stop()
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#line.then(work)
    this.#line = done.catch(() => undefined)
    return done
  }

  async #open(): Promise<void> {
    this.#cancelReconnect?.()
    if (this.#stopped) return
    const { parts } = this
    this.#credentials ??= await loadCredentials(parts.store, parts.channelId)
    const paired = this.#credentials !== undefined
    const credentials = this.#credentials ?? newCredentials()
    const again = this.#attempt > 0 || this.status.state === 'reconnecting'
    this.#happened({ type: 'opening', paired, again }, accountOf(credentials))
    const sentContent = createSentContent(parts.channelId, parts.sentMessage)
    const { nextOrder, caches } = { nextOrder: this.#nextOrder, caches: this.#caches }
    const listener = this.#listenerFor(credentials)
    this.#session = openSession({ ...parts, credentials, nextOrder, caches, sentContent, listener })
  }

  async #close(): Promise<void> {
    this.#cancelReconnect?.()
    const session = this.#session
    this.#session = undefined
    await session?.end()
    this.#show(undefined)
  }

  #listenerFor(credentials: Credentials): SessionListener {
    const { channelId, clock, log, onReceipt } = this.parts
    const tell = (receipt: Parameters<typeof onReceipt>[0]) => {
      onReceipt(receipt).catch((err: unknown) => log.error({ channelId, err }, 'a receipt could not be stored'))
    }
    const listener: SessionListener = {
      onCode: (qr, total) => {
        this.#show(nextCode(channelId, { total, shown: this.code?.number ?? 0 }, qr, clock.now()))
        this.#happened({ type: 'codeShown' })
      },
      onScanned: () => {
        this.#credentials = credentials
        this.#show(undefined)
        this.#happened({ type: 'scanned' }, accountOf(credentials))
      },
      onOpened: () => this.#opened(credentials),
      onClosed: (close) => this.#closed(listener, close),
      onReceipts: (updates: BaileysEventMap['messages.update']) => {
        for (const receipt of receiptsIn(channelId, updates, clock.now())) tell(receipt)
      },
      onLateAck: (whatsappId, refusal) => {
        const at = clock.now()
        const whatsappIds = [whatsappId]
        if (refusal === undefined) return tell({ channelId, whatsappIds, stage: 'sent', at })
        const outcome = outcomeOfRefusal(refusal)
        if (outcome.outcome === 'failed') tell({ channelId, whatsappIds, stage: 'failed', at, reason: outcome.reason })
      },
      onArrivals: () => this.#arrived.fire(),
    }
    this.#listener = listener
    return listener
  }

  #listener: SessionListener | undefined

  #opened(credentials: Credentials): void {
    const { channelId, log, onLinked } = this.parts
    this.#attempt = 0
    const account = accountOf(credentials)
    this.#happened({ type: 'opened' }, account)
    if (!account) return
    onLinked(channelId, account).catch((err: unknown) =>
      log.error({ channelId, err }, 'the account could not be stored'),
    )
  }

  #closed(from: SessionListener, close: Close): void {
    void this.#next(async () => {
      // An older connection, or one that we have ended ourselves.
      if (from !== this.#listener || !this.#session) return
      const paired = this.#credentials !== undefined
      const usedUp = !paired && allUsedUp(this.code, this.parts.clock.now())
      const cause = causeOf({ ...close, codesUsedUp: close.codesUsedUp || usedUp })
      this.parts.log.info({ channelId: this.parts.channelId, cause, close }, 'the connection to WhatsApp has ended')
      await this.#close()
      if (cause === 'unlinked' && paired) await this.#forget()
      this.#happened({ type: 'closed', cause, paired })
      const wait = reconnectAfter(cause, this.#attempt, this.parts.random())
      if (wait === undefined) return
      this.#attempt += 1
      this.#cancelReconnect = this.parts.setAlarm(wait, () => void this.connect().catch((error) => this.#failed(error)))
    })
  }

  #failed(err: unknown): void {
    this.parts.log.error({ channelId: this.parts.channelId, err }, 'the channel could not be connected')
  }

  async #forget(): Promise<void> {
    this.#credentials = undefined
    this.#caches.userDevicesCache.flushAll()
    await forgetLink(this.parts.store, this.parts.channelId)
  }

  #show(code: PairingCode | undefined): void {
    if (this.code === code) return
    this.code = code
    this.parts.onCode(code)
  }

  #happened(event: LinkEvent, account?: LinkedAccount): void {
    const { state, since, ...known } = this.status
    const next = channelStateAfter(state, event)
    const now = next === state ? since : this.parts.clock.now()
    const named = account ? { phone: account.phone, ...(account.name ? { name: account.name } : {}) } : {}
    const status = { ...known, ...named, state: next, since: now }
    if (JSON.stringify(status) === JSON.stringify(this.status)) return
    this.status = status
    this.parts.onStatus(status)
  }
}

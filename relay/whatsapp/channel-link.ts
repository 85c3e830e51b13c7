import { accountOf, type LinkedAccount } from './account.ts'
import { type Close, causeOf } from './close-cause.ts'
import { type Credentials, DamagedKeys, forgetLink, loadCredentials, newCredentials } from './credentials.ts'
import { createChannelCaches } from './kept-caches.ts'
import type { LinkParts } from './link-parts.ts'
import { troubleOf } from './link-trouble.ts'
import { logOutDevice } from './log-out-device.ts'
import { PairingCodes } from './pairing-codes.ts'
import { reconnectAfter } from './reconnect.ts'
import { createSentContent } from './sent-content.ts'
import { openSession, type Session, type SessionListener } from './session.ts'
import { Suspicion } from './suspicion.ts'
import { tellReceipts } from './tell-receipts.ts'
import type { Version } from './web-version.ts'

/** The one connection of a channel: how it is opened and ended, and what follows from its end. */
export class ChannelLink {
  session: Session | undefined
  /** Of a linked number. */
  credentials: Credentials | undefined
  readonly codes: PairingCodes
  /** The version of WhatsApp Web of the last connection. */
  version: Version | undefined
  readonly #suspicion: Suspicion
  readonly #caches
  #listener: SessionListener | undefined
  #attempt = 0
  #cancelReconnect: (() => void) | undefined
  #stopped = false

  constructor(private readonly parts: LinkParts) {
    this.codes = new PairingCodes(parts)
    this.#suspicion = new Suspicion({ ...parts, connectAnew: (...anew) => this.#connectAnew(...anew) })
    this.#caches = createChannelCaches(() => parts.clock.now())
  }

  get account(): LinkedAccount | undefined {
    return this.credentials && accountOf(this.credentials)
  }

  /** There is a connection, or the next one is due. */
  get isWanted(): boolean {
    return this.session !== undefined || this.#cancelReconnect !== undefined
  }

  /** New connections have not helped: nothing comes through them. */
  get isDeaf(): boolean {
    return this.#suspicion.isDeaf
  }

  /** @throws DamagedKeys */
  async load(): Promise<Credentials | undefined> {
    const { store, channelId, standing } = this.parts
    try {
      this.credentials ??= await loadCredentials(store, channelId)
      return this.credentials
    } catch (error) {
      if (error instanceof DamagedKeys) standing.happened({ type: 'forgotten' }, { trouble: 'damagedKeys' })
      throw error
    }
  }

  /** @throws DamagedKeys */
  async open(): Promise<void> {
    this.#stopReconnect()
    if (this.#stopped) return
    const { parts } = this
    const { channelId, standing } = parts
    const credentials = (await this.load()) ?? newCredentials()
    if (await this.#isHeldBack()) return
    const again = this.#attempt > 0 || standing.status.state === 'reconnecting'
    standing.happened({ type: 'opening', paired: this.credentials !== undefined, again }, { account: this.account })
    this.version = parts.version?.current()
    this.#listener = this.#listenerFor(credentials)
    this.session = openSession({
      ...parts,
      credentials,
      agent: parts.agentFor?.(channelId),
      version: this.version,
      pairByPhone: this.codes.phone?.phone,
      caches: this.#caches.forBaileys,
      sentContent: createSentContent(channelId, parts.sentMessage),
      listener: this.#listener,
    })
  }

  async close(): Promise<void> {
    this.#stopReconnect()
    this.#suspicion.pause()
    const session = this.session
    this.session = undefined
    await session?.end()
    this.parts.standing.show({})
  }

  /** Ends the connection, tells WhatsApp that the device is no longer linked, and forgets its keys. */
  async leave(): Promise<void> {
    const { session, credentials } = this
    const isOnline = this.parts.standing.status.state === 'online'
    if (session && isOnline) {
      this.session = undefined
      await session.logOut()
    }
    await this.close()
    if (credentials && !isOnline) await logOutDevice(credentials, this.parts)
    await this.#forget()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.codes.ended()
    await this.close()
  }

  /** A number that this channel must not use, or not before the administrator has said so: nothing of it is taken in. */
  async #isHeldBack(): Promise<boolean> {
    const { channelId, formerPhone, isLinkedElsewhere, standing } = this.parts
    const { account } = this
    if (!account) return false
    if (isLinkedElsewhere?.(channelId, account.phone)) {
      await this.leave()
      standing.happened({ type: 'forgotten' }, { trouble: 'linkedElsewhere' })
      return true
    }
    const former = formerPhone?.(channelId)
    if (former === undefined || former === account.phone) return false
    // Its name is no more taken over than its number.
    standing.happened({ type: 'otherNumber' }, { account: { phone: former, name: '' }, otherPhone: account.phone })
    return true
  }

  #listenerFor(credentials: Credentials): SessionListener {
    const { channelId, inLine, onArrivals, takeWithin } = this.parts
    const { codes } = this
    const listener: SessionListener = {
      ...tellReceipts(channelId, this.parts),
      onCode: codes.gotCode,
      onPhoneCode: codes.gotPhoneCode,
      onPhoneRefused: (reason) =>
        void inLine(async () => {
          if (listener === this.#listener) await codes.phoneRefused(reason, () => this.close())
        }),
      onScanned: () => {
        this.credentials = credentials
        // WhatsApp was reached: what failed before must not make the restart that belongs to pairing wait.
        this.#attempt = 0
        codes.scanned()
      },
      onOpened: () => this.#opened(),
      onClosed: (close) => this.#closed(listener, close),
      onArrivals,
      takeWithin,
    }
    return listener
  }

  #opened(): void {
    const { channelId, log, onLinked, standing } = this.parts
    const { account, session } = this
    this.#attempt = 0
    standing.happened({ type: 'opened' }, { account })
    if (!account || !session) return
    onLinked(channelId, account).catch((err: unknown) =>
      log.error({ channelId, err }, 'the account could not be stored'),
    )
    this.#suspicion.watch(session)
  }

  /** Open, but perhaps deaf: a new connection at once; when that does not help others, ever later, and without what was kept in memory. */
  #connectAnew(session: Session, failures: number): void {
    const { inLine, random } = this.parts
    void inLine(async () => {
      if (session !== this.session) return
      await this.close()
      if (failures === 0) return await this.open()
      this.#caches.forget()
      this.#reconnectIn(reconnectAfter('lost', failures, random()) ?? 0)
    }).catch((error: unknown) => this.#failed(error))
  }

  #closed(from: SessionListener, close: Close): void {
    const { channelId, log, random, standing, inLine, agentFor } = this.parts
    void inLine(async () => {
      // An older connection, or one that we have ended ourselves.
      if (from !== this.#listener || !this.session) return
      const paired = this.credentials !== undefined
      this.codes.notReached()
      const usedUp = !paired && this.codes.areUsedUp
      const cause = causeOf({ ...close, codesUsedUp: close.codesUsedUp || usedUp })
      const trouble = troubleOf(close, agentFor?.(channelId) !== undefined)
      log.info({ channelId, cause, trouble, close }, 'the connection to WhatsApp has ended')
      await this.close()
      if (cause === 'unlinked' && paired) await this.#forget()
      if (cause === 'versionRefused') return this.#renewVersion(paired)
      standing.happened({ type: 'closed', cause, paired }, { trouble })
      const wait = reconnectAfter(cause, this.#attempt, random())
      if (wait === undefined) return
      this.#attempt += 1
      this.#reconnectIn(wait)
    })
  }

  /** WhatsApp refuses the version that we present: one more attempt with its newest, if that is another one. */
  #renewVersion(paired: boolean): void {
    const { channelId, standing, inLine, version } = this.parts
    standing.happened({ type: 'closed', cause: 'lost', paired })
    const renewing = version ? version.renew(channelId, this.version) : Promise.resolve(false)
    const renewed = renewing.catch((error: unknown) => this.#failed(error) ?? false)
    void renewed.then((found) =>
      inLine(async () => {
        if (this.session || this.#stopped) return
        if (found) await this.open()
        else standing.happened({ type: 'closed', cause: 'versionRefused', paired })
      }).catch((error: unknown) => this.#failed(error)),
    )
  }

  #reconnectIn(ms: number): void {
    const { setAlarm, inLine } = this.parts
    this.#cancelReconnect = setAlarm(ms, () => {
      inLine(async () => {
        if (!this.session) await this.open()
      }).catch((error: unknown) => this.#failed(error))
    })
  }

  #stopReconnect(): void {
    this.#cancelReconnect?.()
    this.#cancelReconnect = undefined
  }

  #failed(err: unknown): void {
    this.parts.log.error({ channelId: this.parts.channelId, err }, 'the channel could not be connected')
  }

  async #forget(): Promise<void> {
    this.credentials = undefined
    this.#suspicion.forget()
    this.#caches.forget()
    await forgetLink(this.parts.store, this.parts.channelId)
  }
}

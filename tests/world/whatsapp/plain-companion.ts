import {
  type AuthenticationState,
  type BaileysEventMap,
  type ConnectionState,
  DisconnectReason,
  initAuthCreds,
  makeWASocket,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { MemoryKeys } from './memory-keys.ts'

export type CompanionConfig = Partial<UserFacingSocketConfig> & { waWebSocketUrl: string }

/** A message and how Baileys tagged it: `notify`, or `append` when it waited for the login. */
export interface Arrival {
  readonly message: WAMessage
  readonly how: BaileysEventMap['messages.upsert']['type']
}

/** An unmodified Baileys that keeps its keys in memory: the measure of whether the stand-in is true to the protocol. */
export class PlainCompanion {
  readonly auth: AuthenticationState = { creds: initAuthCreds(), keys: new MemoryKeys() }
  readonly messages: Arrival[] = []
  readonly updates: BaileysEventMap['messages.update'] = []
  readonly #waiting = new Set<() => void>()
  #socket: WASocket | undefined
  state: Partial<ConnectionState> = {}
  qr: string | undefined

  constructor(private readonly config: CompanionConfig) {}

  get socket(): WASocket {
    if (!this.#socket) throw new Error('connect() first')
    return this.#socket
  }

  /** Why the last connection ended: 401 logged out, 408 QR codes used up, 428 connection closed… */
  get closedWith(): number | undefined {
    const error = this.state.lastDisconnect?.error
    return error && 'output' in error ? error.output.statusCode : undefined
  }

  connect(): this {
    const logger = pino({ level: process.env.BAILEYS_LOG ?? 'silent' })
    const socket = makeWASocket({ logger, ...this.config, auth: this.auth })
    this.#socket = socket
    socket.ev.on('creds.update', (update) => this.#note(() => Object.assign(this.auth.creds, update)))
    socket.ev.on('connection.update', (update) => this.#note(() => this.#follow(update)))
    socket.ev.on('messages.update', (updates) => this.#note(() => this.updates.push(...updates)))
    socket.ev.on('messages.upsert', ({ messages, type: how }) =>
      this.#note(() => this.messages.push(...messages.map((message) => ({ message, how })))),
    )
    return this
  }

  /** Ends the connection without telling WhatsApp to unlink. */
  disconnect(): Promise<unknown> {
    void this.socket.end(undefined)
    return this.until(() => this.state.connection === 'close')
  }

  /** Resolves with the first value that is neither undefined, null nor false. */
  until<T>(look: () => T | undefined | null | false, timeoutMs = 25_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not within ${timeoutMs} ms: ${look}`)), timeoutMs)
      const check = () => {
        const value = look()
        if (value === undefined || value === null || value === false) return
        clearTimeout(timer)
        this.#waiting.delete(check)
        resolve(value)
      }
      this.#waiting.add(check)
      check()
    })
  }

  #follow(update: Partial<ConnectionState>): void {
    this.state = { ...this.state, ...update }
    if ('qr' in update) this.qr = update.qr
    if (update.connection === 'close' && this.closedWith === DisconnectReason.restartRequired) this.connect()
  }

  #note(work: () => unknown): void {
    work()
    for (const check of [...this.#waiting]) check()
  }
}

import type { ExtensionFrame } from '../../shared/commands.ts'
import type { Instant } from '../../shared/ids.ts'
import type { Cancel, Clock } from './clock.ts'

/** Keeps Chrome's worker awake, which stops after 30 s without work. */
export const pingEvery = 20_000
/** Without any frame for so long the line is dead, whatever the socket says. */
export const deadAfter = 45_000

export type Socket = Pick<WebSocket, 'onopen' | 'onmessage' | 'onclose' | 'onerror' | 'send' | 'close'>
export type OpenSocket = (url: string) => Socket

export interface LineEnds {
  opened(): void
  heard(text: string): void
  /** Once, whoever ended it. */
  ended(): void
}

/** One socket from its opening to its end; it pings, and notices when the other side has fallen silent. */
export class Line {
  heardAt: Instant
  readonly #socket: Socket
  #cancelPing: Cancel = () => {}
  #cancelSilence: Cancel = () => {}
  #isOpen = false
  #isOver = false

  constructor(
    openSocket: OpenSocket,
    address: string,
    readonly clock: Clock,
    readonly ends: LineEnds,
  ) {
    this.heardAt = clock.now()
    this.#socket = openSocket(liveUrl(address))
    this.#socket.onopen = () => this.#opened()
    this.#socket.onmessage = (event) => this.#heard(String(event.data))
    this.#socket.onclose = () => this.end()
    this.#socket.onerror = () => this.end()
    this.#listenForSilence()
  }

  send(frame: ExtensionFrame): void {
    if (this.#isOpen && !this.#isOver) this.#socket.send(JSON.stringify(frame))
  }

  /** Does not wait for the other side's goodbye: a dead one never says it. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#cancelPing()
    this.#cancelSilence()
    this.#socket.close()
    this.ends.ended()
  }

  /** Timers stand still while a computer sleeps; the clock on the wall does not. */
  isSilent(): boolean {
    return this.clock.now() - this.heardAt >= deadAfter
  }

  #opened(): void {
    if (this.#isOver) return
    this.#isOpen = true
    this.ends.opened()
    this.#pingLater()
  }

  #heard(text: string): void {
    if (this.#isOver) return
    this.heardAt = this.clock.now()
    this.#listenForSilence()
    this.ends.heard(text)
  }

  #pingLater(): void {
    this.#cancelPing = this.clock.after(pingEvery, () => {
      this.send({ type: 'ping' })
      this.#pingLater()
    })
  }

  #listenForSilence(): void {
    this.#cancelSilence()
    this.#cancelSilence = this.clock.after(deadAfter, () => this.end())
  }
}

/** `https://relay.example` → `wss://relay.example/api/v1/live`. */
const liveUrl = (address: string): string => `${address.replace(/^http/, 'ws')}/api/v1/live`

import type { BinaryNode } from '@whiskeysockets/baileys'
import { lidJid, newMessageId, phoneJid } from './addresses.ts'
import type { CompanionKeys } from './companion-keys.ts'
import type { Connection } from './connection.ts'
import { OfflineQueue } from './offline-queue.ts'
import { stanza } from './stanza.ts'

/** A linked device of a corporate phone: in these tests, the relay. Outlives its connections. */
export class Companion {
  readonly #queue = new OfflineQueue()
  #connection: Connection | undefined
  #held = false
  /** What the connection still answers although nothing is delivered on it; undefined: all is well. */
  #deafness: 'pings' | 'nothing' | undefined
  #deafConnections = 0
  /** The phone sends its history at every login until the companion has confirmed it. */
  historyTaken = false
  /** What WhatsApp does with its messages instead of taking them: refuse them with an error, or never answer. */
  temper: { error: string } | 'silent' | undefined
  /** Until when WhatsApp says, when asked, that the number may write to nobody new. Epoch seconds; 0: no end is known. */
  lockedUntil: number | undefined
  /** The phone it belongs to is switched off: it answers no request for a file. */
  phoneIsOff = false

  constructor(
    readonly number: string,
    readonly lidUser: string,
    readonly device: number,
    readonly keys: CompanionKeys,
    readonly noiseKey: Uint8Array,
  ) {}

  get jid(): string {
    return phoneJid(this.number, this.device)
  }

  /** The phone it belongs to. */
  get ownerJid(): string {
    return phoneJid(this.number)
  }

  get lid(): string {
    return lidJid(this.lidUser, this.device)
  }

  get connection(): Connection | undefined {
    return this.#connection
  }

  /** Stanzas that were sent or are waiting and have no answer yet. */
  get unsettled(): number {
    return this.#queue.size
  }

  /** Queued until it is receipted or acked; sent at once when there is a connection. */
  push(node: BinaryNode): void {
    this.#queue.add(node)
    if (this.#held || this.#deafness || !this.#connection) return
    this.#connection.send(node)
    this.#queue.markSent(node)
  }

  /** Not queued: nobody misses it later (typing, presence, history). */
  pushOnce(node: BinaryNode): void {
    this.#connection?.send(node)
  }

  settle(tag: string, id: string | undefined): boolean {
    return this.#queue.settle(tag, id)
  }

  /** The offline phase of a login (guide 1.6). Without the closing `<offline>` Baileys keeps its events for 30 s. */
  attach(connection: Connection): number {
    this.#connection = connection
    this.#deafness = undefined
    this.#queue.forgetSending()
    const backlog = this.#held || this.#deafConnections > 0 ? [] : this.#queue.takeUnsent()
    const count = String(backlog.length)
    if (backlog.length > 0) connection.send(stanza('ib', {}, [stanza('offline_preview', { count, message: count })]))
    for (const node of backlog) connection.send({ ...node, attrs: { ...node.attrs, offline: '1' } })
    connection.send(stanza('ib', {}, [stanza('offline', { count })]))
    return backlog.length
  }

  detach(connection: Connection): boolean {
    if (this.#connection !== connection) return false
    this.#connection = undefined
    return true
  }

  /** PreKeyLow: Baileys uploads five more. */
  askForKeys(): void {
    const content = [stanza('count', { value: '0' })]
    this.pushOnce(stanza('notification', { type: 'encrypt', id: newMessageId(), from: 's.whatsapp.net' }, content))
  }

  /**
   * The connection stays open, but nothing is delivered on it any more, and of questions at most pings are answered. A new connection hears again, but for the
   * first `also` ones, which go deaf right after their login.
   */
  turnDeaf(answers: 'pings' | 'nothing', also = 0): void {
    this.#deafness = answers
    this.#deafConnections = also
  }

  /** Whether a question on this connection stays without an answer. */
  ignores(query: string): boolean {
    return this.#deafness !== undefined && !(this.#deafness === 'pings' && query === 'w:p')
  }

  /** The login is through: a connection that is to be deaf is from here on. */
  loggedIn(): void {
    if (this.#deafConnections === 0) return
    this.#deafConnections -= 1
    this.#deafness = 'pings'
  }

  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    if (!this.#connection) return
    for (const node of this.#queue.takeUnsent()) this.#connection.send(node)
  }
}

import type { BinaryNode, proto } from '@whiskeysockets/baileys'
import { lidJid, lidUserOf, phoneJid } from './addresses.ts'
import type { Companion } from './companion.ts'
import { type Delivery, Incoming } from './incoming.ts'
import type { Network } from './network.ts'
import { Outgoing } from './outgoing.ts'
import { Peer } from './peer.ts'
import type { ReceivedMessage } from './received-message.ts'

/** What the company's device has confirmed about a message, in epoch milliseconds. */
export interface Receipts {
  deliveredAt?: number
  readAt?: number
  playedAt?: number
}

/** Anybody with WhatsApp on a phone: a client, or the holder of the corporate phone. */
export abstract class Person {
  readonly lidUser: string
  readonly peer = new Peer()
  /** Whether WhatsApp lets the company know that the phone and the LID are one person: in envelopes, and to whoever asks. */
  tellsBoth = true
  readonly #receipts = new Map<string, Receipts>()
  protected readonly incoming: Incoming
  protected readonly outgoing: Outgoing

  constructor(
    readonly number: string,
    public name: string,
    protected readonly network: Network,
  ) {
    this.lidUser = lidUserOf(number)
    this.outgoing = new Outgoing(this.peer, network)
    this.incoming = new Incoming(this.peer, network, {
      number,
      receiptAttributes: (chat) => this.receiptAttributes(chat),
      confirm: (companion, delivery) => this.confirm(companion, delivery),
    })
  }

  protected abstract receiptAttributes(chat: string): Record<string, string>
  protected abstract confirm(companion: Companion, delivery: Delivery): void

  get jid(): string {
    return phoneJid(this.number)
  }

  get lid(): string {
    return lidJid(this.lidUser)
  }

  /** What really arrived on the phone, each message once. */
  get received(): readonly ReceivedMessage[] {
    return this.incoming.received
  }

  /** «Ожидание этого сообщения»: the next copies cannot be read, and the phone asks for them again. */
  cannotReadNext(copies = 1): void {
    this.incoming.unreadable = copies
  }

  /** How often a message arrived, repeated deliveries included. */
  deliveries(id: string): number {
    return this.incoming.deliveries(id)
  }

  /** What the company's device has said about a message of this person. */
  receiptsFor(id: string): Readonly<Receipts> {
    return this.#receipts.get(id) ?? {}
  }

  async waitForReceipt(id: string, kind: keyof Receipts, timeoutMs = 25_000): Promise<void> {
    const { events } = this.network
    const deadline = performance.now() + timeoutMs
    while (this.receiptsFor(id)[kind] === undefined) {
      await events.next('receipt', ({ ids }) => ids.includes(id), Math.max(1, deadline - performance.now()))
    }
  }

  /** Resolves with the first received message that fits, now or later. */
  async waitForMessage(fits: (message: ReceivedMessage) => boolean, timeoutMs = 25_000): Promise<ReceivedMessage> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const found = this.received.find(fits)
      if (found) return found
      const left = Math.max(1, deadline - performance.now())
      await this.network.events.next('message-received', ({ by }) => by === this.number, left)
    }
  }

  // The rest is called by WhatsApp.

  takeDelivery(companion: Companion, delivery: Delivery): void {
    this.incoming.accept(companion, delivery)
  }

  takeReceipt(ids: readonly string[], kind: 'deliveredAt' | 'readAt' | 'playedAt'): void {
    for (const id of ids) this.#receipts.set(id, { ...this.#receipts.get(id), [kind]: this.network.now() })
  }

  messageOf(id: string): proto.IMessage | undefined {
    return this.outgoing.messageOf(id)
  }

  takeRetry(receipt: BinaryNode, companion: Companion): Promise<void> {
    return this.outgoing.resend(receipt, companion)
  }
}

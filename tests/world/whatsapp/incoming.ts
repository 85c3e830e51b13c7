import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import { type Network, seconds } from './network.ts'
import type { Ciphertext, Peer } from './peer.ts'
import { type ReceivedMessage, readMessage } from './received-message.ts'
import { stanza } from './stanza.ts'

/** A message of the company on its way to one phone. */
export interface Delivery {
  readonly id: string
  /** The jid under which the company addressed the chat. */
  readonly chat: string
  readonly enc: BinaryNode
}

/** How a phone appears in its receipts. */
export interface Reader {
  readonly number: string
  receiptAttributes(chat: string): Record<string, string>
  /** Called for every copy that could be read. */
  confirm(companion: Companion, delivery: Delivery): void
}

/** What a phone does with messages of the company: decrypt, keep once, confirm; or ask for it again. */
export class Incoming {
  readonly received: ReceivedMessage[] = []
  /** So many of the next copies cannot be read. */
  unreadable = 0
  readonly #deliveries = new Map<string, number>()
  readonly #retries = new Map<string, number>()
  #line: Promise<void> = Promise.resolve()

  constructor(
    private readonly peer: Peer,
    private readonly network: Network,
    private readonly reader: Reader,
  ) {}

  /** How often a message came in, redeliveries and re-sent copies included. */
  deliveries(id: string): number {
    return this.#deliveries.get(id) ?? 0
  }

  accept(companion: Companion, delivery: Delivery): void {
    this.#line = this.#line.then(() =>
      this.#take(companion, delivery).catch((error: Error) => this.#askAgain(companion, delivery, error)),
    )
  }

  async #take(companion: Companion, delivery: Delivery): Promise<void> {
    const { id } = delivery
    if (this.unreadable > 0) {
      this.unreadable -= 1
      throw new Error('spoilt by the test')
    }
    const message = await this.peer.decrypt(companion.lid, ciphertextOf(delivery.enc))
    if (!this.#deliveries.has(id)) {
      const envelope = { id, from: companion.number, at: this.network.now() }
      this.received.push(await readMessage(message, envelope, this.network.media))
    }
    this.#deliveries.set(id, this.deliveries(id) + 1)
    this.reader.confirm(companion, delivery)
    this.network.events.tell({ type: 'message-received', number: companion.number, by: this.reader.number, id })
  }

  /** Like a real phone: the first request says only "again", later ones bring keys for a new session. */
  #askAgain(companion: Companion, { id, chat }: Delivery, failure: Error): void {
    const count = (this.#retries.get(id) ?? 0) + 1
    this.#retries.set(id, count)
    const { message: error } = failure
    this.network.events.tell({
      type: 'message-undecryptable',
      number: companion.number,
      by: this.reader.number,
      id,
      error,
    })
    const t = seconds(this.network.now())
    const content = [
      stanza('retry', { count: String(count), id, t, v: '1' }),
      this.peer.registration,
      ...(count > 1 ? [this.#keys()] : []),
    ]
    companion.push(stanza('receipt', { id, type: 'retry', t, ...this.reader.receiptAttributes(chat) }, content))
  }

  #keys(): BinaryNode {
    return stanza('keys', {}, [stanza('type', {}, Buffer.from([5])), ...this.peer.publishKeys()])
  }
}

function ciphertextOf({ attrs, content }: BinaryNode): Ciphertext {
  if (!(content instanceof Uint8Array)) throw new Error('<enc> without bytes')
  if (attrs.type !== 'pkmsg' && attrs.type !== 'msg') throw new Error(`<enc type="${attrs.type}"> is not for a person`)
  return { type: attrs.type, ciphertext: Buffer.from(content) }
}

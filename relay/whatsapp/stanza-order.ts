import type { BinaryNode } from '@whiskeysockets/baileys'
import * as v from 'valibot'
import type { Arrival } from '../store/arrivals.ts'

type Attributes = BinaryNode['attrs']

/** The place of a stanza among all that came off the wire. */
export interface Place {
  /** Microseconds; unique and growing within a channel, also when the clock goes back or two come in the same microsecond. */
  order: number
  /** Milliseconds, growing from stanza to stanza. */
  cameAt: number
}

/** So long nothing is decrypted at all, and nobody waits for it any more: better out of order than never. Milliseconds. */
const patience = 10_000

/**
 * In which order stanzas came, and which of them are not decrypted yet. Baileys lets live messages overtake those that waited for the login, and decrypts a
 * stranger's first messages in no fixed order; but what a client wrote is handed over in the order in which he wrote it.
 */
export class StanzaOrder {
  #last: Place = { order: 0, cameAt: 0 }
  /** What is being decrypted, and by whom it is, in the order in which it came. */
  readonly #underWay = new Map<number, string>()
  /** WhatsApp is still handing out what waited for the login. */
  #backlog = false
  #progressAt = 0

  constructor(private readonly now: () => number) {}

  next(): Place {
    const now = this.now()
    const order = Math.max(this.#last.order + 1, Math.floor(now * 1000))
    this.#last = { order, cameAt: Math.max(this.#last.cameAt + 1, Math.floor(now)) }
    return this.#last
  }

  began({ order }: Place, attributes: Attributes): void {
    if (this.#underWay.size === 0) this.#progressAt = this.now()
    this.#underWay.set(order, clientOf(attributes))
  }

  /** It is stored, or will never be. */
  ended(orders: Iterable<number>): void {
    for (const order of orders) this.#underWay.delete(order)
    this.#progressAt = this.now()
  }

  /** Whether nothing else is being decrypted, and no live message has to wait for the backlog: these may be handed over at once. */
  isOnly(orders: readonly number[]): boolean {
    return !this.#backlog && [...this.#underWay.keys()].every((order) => orders.includes(order))
  }

  /** How many are being decrypted, or wait for their commit. */
  get underWay(): number {
    return this.#underWay.size
  }

  backlogBegins(): void {
    this.#backlog = true
    this.#progressAt = this.now()
  }

  backlogEnds(): void {
    this.#backlog = false
  }

  /** The connection is over: what was not decrypted comes again. */
  forget(): void {
    this.#underWay.clear()
    this.#backlog = false
  }

  /** How long at most anything is held back from now on. */
  get patienceLeft(): number {
    return this.#underWay.size > 0 || this.#backlog ? Math.max(0, this.#progressAt + patience - this.now()) : 0
  }

  /** Whether something has to be handed over before this. */
  holdsBack({ arrivedOrder, envelope }: Arrival): boolean {
    if (this.patienceLeft === 0) return false
    const [oldest] = this.#underWay.keys()
    const mayWait = oldest !== undefined && oldest < arrivedOrder
    if (!mayWait && !this.#backlog) return false
    const attributes = v.parse(attributesSchema, JSON.parse(envelope))
    if (this.#backlog && attributes.offline === undefined) return true
    return mayWait && this.#isBehind(arrivedOrder, clientOf(attributes))
  }

  #isBehind(arrivedOrder: number, client: string): boolean {
    for (const [order, other] of this.#underWay) {
      if (order >= arrivedOrder) return false
      if (other === client) return true
    }
    return false
  }
}

const attributesSchema = v.looseObject({
  from: v.optional(v.string()),
  recipient: v.optional(v.string()),
  recipient_lid: v.optional(v.string()),
  sender_lid: v.optional(v.string()),
  offline: v.optional(v.string()),
})

/** Whose conversation it belongs to, by his LID where WhatsApp tells it; the device does not matter. */
const clientOf = ({ from, recipient, recipient_lid, sender_lid }: v.InferOutput<typeof attributesSchema>): string =>
  ((recipient === undefined ? sender_lid : recipient_lid) ?? recipient ?? from ?? '').replace(/[:@].*$/, '')

import { type ConversationId, createNewId, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import type { CrashOffice } from './crash-office.ts'

/** A reply that an employee has written to a client. */
export interface Replied {
  id: MessageId
  client: string
  text: string
}

const pauses = { least: 150, most: 900 }
const againAfter = 50
/** An employee does not go on writing while so many of his replies are not with the clients: else the queue is measured, not the crashes. */
const mostInFlight = 12

/**
 * An employee whose extension sends replies as the real one does: one after the other, each again under its id until the relay has answered, whatever
 * happens in between.
 */
export class RepliesInFlight {
  /** Everything that the employee has written. */
  readonly written: Replied[] = []
  readonly #conversations = new Map<string, ConversationId>()
  readonly #newId = createNewId(() => Date.now())
  readonly #waiting: (Replied & { conversationId: ConversationId })[] = []
  #sending: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(
    private readonly office: CrashOffice,
    private readonly random: () => number,
  ) {}

  start(): void {
    if (this.#stopped) return
    const wait = pauses.least + this.random() * (pauses.most - pauses.least)
    this.#timer = setTimeout(() => {
      this.#write()
      this.start()
    }, wait)
  }

  /** A conversation has become known, so it can be answered. */
  learn(client: string, conversationId: ConversationId): void {
    this.#conversations.set(client, conversationId)
  }

  /** How many the relay has not taken in yet. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Writes no more; what is written still goes out. */
  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #write(): void {
    const arrived = [...this.#conversations.keys()].map((number) => this.office.whatsapp.client(number).received.length)
    if (this.written.length - arrived.reduce((sum, count) => sum + count, 0) >= mostInFlight) return
    const known = [...this.#conversations]
    const chosen = known[Math.floor(this.random() * known.length)]
    if (!chosen) return
    const [client, conversationId] = chosen
    const id = this.#newId(messageIdSchema)
    const reply = { id, client, text: `ответ №${this.written.length}`, conversationId }
    this.written.push(reply)
    this.#waiting.push(reply)
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined
    })
  }

  async #sendAll(): Promise<void> {
    for (let reply = this.#waiting[0]; reply; reply = this.#waiting[0]) {
      const { id, conversationId, text } = reply
      const answer = await this.office.ask('POST', '/replies', { id, conversationId, text }).catch(() => undefined)
      if (answer?.status === 200) this.#waiting.shift()
      else await new Promise((again) => setTimeout(again, againAfter))
    }
  }
}

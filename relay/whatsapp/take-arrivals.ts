import type { Logger } from 'pino'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Incoming, IncomingMessage, IncomingReceipt } from '../inbox/incoming-message.ts'
import type { ReceiveMessage, ReceiveTogether, ReceiveWithin, SettleArrival } from '../inbox/receive-message.ts'
import type { Signal } from '../signal.ts'
import { type Arrival, markUnhandled, settleArrivals, unhandledArrivals } from '../store/arrivals.ts'
import { keepHistoryPart } from '../store/history-parts.ts'
import type { Store, Writer } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { type Understood, understandArrival } from './incoming.ts'
import { reconnectAfter } from './reconnect.ts'
import type { StanzaOrder } from './stanza-order.ts'

export interface TakeArrivalsParts {
  channelId: ChannelId
  store: Store
  order: StanzaOrder
  receive: ReceiveMessage
  receiveTogether: ReceiveTogether
  /** The same within the commit that stores the arrivals; without it there are always two commits. */
  receiveWithin?: ReceiveWithin
  onReceipt: (receipt: IncomingReceipt) => Promise<void>
  /** The jids of our own account, as far as they are known. */
  ownJids: () => readonly string[]
  now: () => Instant
  random: () => number
  setAlarm: SetAlarm
  log: Logger
}

/** How many are taken in one transaction. */
const page = 500
/** A database that is busy or away deserves patience; an arrival that always fails must not stop those behind it. */
const patience = 5

/** An arrival and what it turned out to be. */
interface Taken {
  arrival: Arrival
  understood: Understood
}

/**
 * The way in: hands over what has arrived, one after the other in the order in which it came, beginning with what an earlier process left unhandled.
 * Baileys' own `messages.upsert` plays no part (guide 4).
 */
export class ArrivalLine {
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  /** Given up by this process until its next start. */
  readonly #givenUp = new Set<string>()
  #failures = 0
  /** Everything that is stored has been handed over. */
  #isLevel = false
  /** Something stored has to wait for what came before it. */
  #isHolding = false
  #cancelRetry: (() => void) | undefined
  #cancelLook: (() => void) | undefined
  readonly #stopListening: () => void

  constructor(
    private readonly parts: TakeArrivalsParts,
    arrived: Signal,
  ) {
    this.#stopListening = arrived.listen(() => this.wake())
  }

  /** Looks for arrivals now; while it looks, once more afterwards. */
  wake(): void {
    this.#again = true
    this.#isLevel = false
    if (this.#running || this.#stopped || this.#cancelRetry) return
    this.#running = this.#takeAll().finally(() => {
      this.#running = undefined
      if (this.#again) this.wake()
    })
  }

  /**
   * What hands these over within the commit that stores them: one fsync instead of two for a message that comes alone. `undefined` when anything has to come
   * before them, or when they are more than messages and their changes; then they are taken in after it.
   */
  within(arrivals: readonly Arrival[]): ((tx: Writer) => Promise<void>) | undefined {
    const { receiveWithin, order } = this.parts
    if (!receiveWithin || !this.#isLevel || this.#stopped) return undefined
    if (!order.isOnly(arrivals.map(({ arrivedOrder }) => arrivedOrder))) return undefined
    const taken = arrivals.map((arrival) => this.#understand(arrival))
    const incoming = incomingOf(taken)
    if (incoming.length < taken.length) return undefined
    return (tx) => receiveWithin(tx, incoming, this.#settle(taken))
  }

  /** Resolves once everything that is stored has been looked at. */
  async rested(): Promise<void> {
    while (this.#running) await this.#running
  }

  /** Resolves once the transaction under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#again = false
    this.#stopListening()
    this.#cancelRetry?.()
    this.#cancelLook?.()
    await this.#running
  }

  async #takeAll(): Promise<void> {
    this.#again = false
    try {
      for (let arrivals = await this.#next(); arrivals.length > 0; arrivals = await this.#next()) {
        if (this.#stopped) return
        await this.#take(arrivals)
      }
      this.#isLevel = !this.#again && !this.#isHolding && this.#givenUp.size === 0
    } catch (error) {
      this.#tryLater(error)
    }
  }

  /** The oldest of those that nothing has to come before. */
  async #next(): Promise<Arrival[]> {
    const { store, channelId, order } = this.parts
    this.#isHolding = false
    for (let after = -1; ; ) {
      const arrivals = await unhandledArrivals(store.read, channelId, after, page)
      const waiting = arrivals.filter(({ hash }) => !this.#givenUp.has(hash))
      const free = waiting.filter((arrival) => !order.holdsBack(arrival))
      if (free.length < waiting.length) this.#holdBack()
      const last = arrivals.at(-1)
      if (free.length > 0 || arrivals.length < page || !last) return free
      after = last.arrivedOrder
    }
  }

  /** What is held back is let go by the arrival before it; should that never come, by time. */
  #holdBack(): void {
    const { setAlarm, order } = this.parts
    this.#isHolding = true
    this.#cancelLook?.()
    this.#cancelLook = setAlarm(order.patienceLeft, () => this.wake())
  }

  /** A burst in one transaction; when that fails each is taken by itself, so that a bad one stops no other. */
  async #take(arrivals: readonly Arrival[]): Promise<void> {
    try {
      await this.#hand(arrivals.map((arrival) => this.#understand(arrival)))
      this.#failures = 0
    } catch (error) {
      const [only] = arrivals
      if (arrivals.length === 1 && only) return await this.#takeFailed(only, error)
      for (const arrival of arrivals) {
        if (this.#stopped) return
        await this.#take([arrival])
      }
    }
  }

  #understand(arrival: Arrival): Taken {
    const { channelId, ownJids, log } = this.parts
    const understood = understandArrival(channelId, arrival, ownJids())
    if ('ignored' in understood) {
      log.debug({ channelId, ignored: understood.ignored }, 'an arrival holds nothing for people')
    }
    return { arrival, understood }
  }

  async #hand(taken: readonly Taken[]): Promise<void> {
    const { receiveTogether, onReceipt } = this.parts
    // Each by itself, and harmless when it is done again: only then its arrival is settled.
    for (const { understood } of taken) if ('receipt' in understood) await onReceipt(understood.receipt)
    await receiveTogether(incomingOf(taken), this.#settle(taken))
  }

  #settle(taken: readonly Taken[]): SettleArrival {
    const { channelId, now } = this.parts
    const hashes = (isKept: boolean) =>
      taken.filter(({ understood }) => isKept !== 'ignored' in understood).map(({ arrival }) => arrival.hash)
    return async (tx) => {
      const at = now()
      await settleArrivals(tx, channelId, { at, kept: hashes(true), dropped: hashes(false) })
      for (const { arrival, understood } of taken) {
        if ('history' in understood) await keepHistoryPart(tx, channelId, arrival.hash, understood.history, at)
      }
    }
  }

  async #takeFailed(arrival: Arrival, cause: unknown): Promise<void> {
    if (this.#failures < patience) throw cause
    this.#failures = 0
    const { understood } = this.#understand(arrival)
    if ('message' in understood && (await this.#takenWithoutContent(arrival, understood.message, cause))) return
    const { store, channelId, log } = this.parts
    await store.write((tx) => markUnhandled(tx, channelId, arrival.hash))
    this.#givenUp.add(arrival.hash)
    log.error({ channelId, hash: arrival.hash, err: cause }, 'an arrival waits for the next start')
  }

  /** It fails again and again. When the database takes it without its content, it was the content; when nothing can be written, nothing is given up. */
  async #takenWithoutContent(arrival: Arrival, message: IncomingMessage, cause: unknown): Promise<boolean> {
    const { channelId, receive, log } = this.parts
    const { client, origin, whatsappId, at } = message
    const frame = { channelId, client, origin, whatsappId, at, kind: 'unsupported', text: '' } as const
    const understood = { message: { ...frame, rawKind: 'unreadable' } }
    try {
      await receive(understood.message, this.#settle([{ arrival, understood }]))
      log.error({ channelId, whatsappId, err: cause }, 'a message is shown as unreadable')
      return true
    } catch {
      return false
    }
  }

  #tryLater(error: unknown): void {
    const { channelId, log, setAlarm, random } = this.parts
    this.#failures += 1
    log.error({ channelId, err: error, failures: this.#failures }, 'an arrival could not be stored')
    if (this.#stopped) return
    const wait = reconnectAfter('lost', this.#failures - 1, random())
    this.#cancelRetry = setAlarm(wait ?? 0, () => {
      this.#cancelRetry = undefined
      this.wake()
    })
  }
}

const incomingOf = (taken: readonly Taken[]): Incoming[] =>
  taken.flatMap(({ understood }) => {
    if ('message' in understood) return understood.message
    if ('change' in understood) return understood.change
    return 'nothing' in understood && understood.nothing ? understood.nothing : []
  })

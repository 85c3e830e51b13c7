import type { Logger } from 'pino'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { IncomingMessage } from '../inbox/incoming-message.ts'
import type { ReceiveMessage, ReceiveTogether, SettleArrival } from '../inbox/receive-message.ts'
import type { Signal } from '../signal.ts'
import { type Arrival, markUnhandled, settleArrival, unhandledArrivals } from '../store/arrivals.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { understandArrival } from './incoming.ts'
import { reconnectAfter } from './reconnect.ts'

export interface TakeArrivalsParts {
  channelId: ChannelId
  store: Store
  receive: ReceiveMessage
  receiveTogether: ReceiveTogether
  now: () => Instant
  random: () => number
  setAlarm: SetAlarm
  log: Logger
}

const page = 100
/** A database that is busy or away deserves patience; an arrival that always fails must not stop those behind it. */
const patience = 5

/**
 * The way in: hands over what has arrived, one after the other in the order of arrival, beginning with what an earlier process left unhandled.
 * Baileys' own `messages.upsert` plays no part (guide 4).
 */
export class ArrivalLine {
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  /** Everything up to here is handled, or given up by this process until its next start. */
  #done = 0
  #failures = 0
  #cancelRetry: (() => void) | undefined
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
    if (this.#running || this.#stopped || this.#cancelRetry) return
    this.#running = this.#takeAll().finally(() => {
      this.#running = undefined
      if (this.#again) this.wake()
    })
  }

  /** Resolves once the transaction under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#again = false
    this.#stopListening()
    this.#cancelRetry?.()
    await this.#running
  }

  async #takeAll(): Promise<void> {
    this.#again = false
    try {
      for (let arrivals = await this.#next(); arrivals.length > 0; arrivals = await this.#next()) {
        if (this.#stopped) return
        if (arrivals.length > 1 && (await this.#takeTogether(arrivals))) continue
        await this.#takeEach(arrivals)
      }
    } catch (error) {
      this.#tryLater(error)
    }
  }

  #next(): Promise<Arrival[]> {
    const { store, channelId } = this.parts
    return unhandledArrivals(store.read, channelId, this.#done, page)
  }

  /** A burst in one transaction. @returns false when it failed: then each is taken by itself, so that a bad one stops no other. */
  async #takeTogether(arrivals: readonly Arrival[]): Promise<boolean> {
    const { channelId, receiveTogether } = this.parts
    const arrived = arrivals.map((arrival) => {
      const understood = understandArrival(channelId, arrival)
      const incoming = 'ignored' in understood ? undefined : understood.message
      return { incoming, settle: this.#settle(arrival, incoming !== undefined) }
    })
    try {
      await receiveTogether(arrived)
    } catch {
      return false
    }
    this.#done = arrivals.at(-1)?.arrivedOrder ?? this.#done
    this.#failures = 0
    return true
  }

  async #takeEach(arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) {
      if (this.#stopped) return
      await this.#take(arrival)
      this.#done = arrival.arrivedOrder
      this.#failures = 0
    }
  }

  async #take(arrival: Arrival): Promise<void> {
    const { channelId, receive, log } = this.parts
    const understood = understandArrival(channelId, arrival)
    if ('ignored' in understood) {
      log.debug({ channelId, ignored: understood.ignored }, 'an arrival holds nothing for people')
      await receive(undefined, this.#settle(arrival, false))
      return
    }
    try {
      await receive(understood.message, this.#settle(arrival, true))
    } catch (error) {
      if (this.#failures < patience) throw error
      await this.#takeWithoutContent(arrival, understood.message, error)
    }
  }

  #settle(arrival: Arrival, keepPlaintext: boolean): SettleArrival {
    const { channelId, now } = this.parts
    return (tx) => settleArrival(tx, channelId, arrival.hash, { at: now(), keepPlaintext })
  }

  /** It fails again and again. When the database takes it without its content, it was the content; when nothing can be written, nothing is given up. */
  async #takeWithoutContent(arrival: Arrival, message: IncomingMessage, cause: unknown): Promise<void> {
    const { channelId, receive, store, log } = this.parts
    const { file: _file, quotedWhatsappId: _quoted, ...frame } = message
    try {
      await receive({ ...frame, kind: 'unsupported', text: '', rawKind: 'unreadable' }, this.#settle(arrival, true))
      log.error({ channelId, whatsappId: message.whatsappId, err: cause }, 'a message is shown as unreadable')
    } catch {
      await store.write((tx) => markUnhandled(tx, channelId, arrival.hash))
      log.error({ channelId, whatsappId: message.whatsappId, err: cause }, 'a message waits for the next start')
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

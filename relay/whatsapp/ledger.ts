import { AsyncResource } from 'node:async_hooks'
import type { ChannelId } from '../../shared/ids.ts'
import { type Arrival, insertArrivals } from '../store/arrivals.ts'
import { writeCredentials } from '../store/credentials.ts'
import type { Store, Writer } from '../store/open.ts'
import { readSignalKeys, type SignalKey, writeSignalKeys } from '../store/signal-keys.ts'
import { createRecentKeys, type HeldKey, type KeyValue } from './recent-keys.ts'

/** Something of a channel that has to be on the disk before WhatsApp hears of it. */
export interface LedgerChange {
  keys?: readonly HeldKey[]
  arrivals?: readonly Arrival[]
  credentials?: string
}

/**
 * Keys, arrivals and credentials of one connection. A change counts at once for whoever reads here and is written soon after,
 * together with all others of that moment: one commit for a whole burst. Until then the send gate lets nothing leave.
 */
export interface Ledger {
  read(type: string, ids: readonly string[]): Promise<Map<string, KeyValue>>
  /** @throws once a commit has failed: memory is ahead of the disk then, and the connection has to end. */
  write(change: LedgerChange): void
  /** The number of the last change. */
  position(): number
  /** The number of the last change that is on the disk. */
  durablePosition(): number
  onDurable(listener: () => void): void
  /** Resolves when all changes so far are on the disk. */
  flushed(): Promise<void>
  /** The connection is over: what Baileys still has in hand must not mix with what the next one reads and writes. */
  seal(): void
}

export interface LedgerParts {
  store: Store
  channelId: ChannelId
  /** Called after their commit. */
  onArrivals: (arrivals: readonly Arrival[]) => void
  /** What arrivals set off within the commit that stores them, when nothing has to come before. Should it fail they are stored without it. */
  takeWithin?: (arrivals: readonly Arrival[]) => ((tx: Writer) => Promise<void>) | undefined
  onBroken: (error: unknown) => void
  /** Whether more arrivals than these are about to be noted: they share a commit. */
  moreToCome?: (noted: number) => boolean
}

/** So many turns a commit waits for more of a burst; Baileys decrypts some dozens in one. */
const turnsToWait = 8

interface Batch {
  position: number
  keys: Map<string, HeldKey>
  arrivals: Arrival[]
  credentials: string | undefined
}

export function createLedger(parts: LedgerParts): Ledger {
  return new BatchingLedger(parts)
}

class BatchingLedger implements Ledger {
  /**
   * In the context of whoever opened the connection, never of whoever wrote: Baileys' transactions live in an AsyncLocalStorage. What a commit
   * sets off (an arrival is handled, a reply leaves) would take the writer's finished transaction for its own, and its keys were lost.
   */
  readonly #commitSoon = AsyncResource.bind(() => this.#burstIn().then(() => this.#commitAll()))
  readonly #recent = createRecentKeys()
  readonly #listeners: (() => void)[] = []
  #waiting = emptyBatch()
  #leaving: Batch | undefined
  #position = 0
  #durable = 0
  #commits: Promise<void> | undefined
  #broken: unknown
  #sealed = false

  constructor(private readonly parts: LedgerParts) {}

  position = (): number => this.#position
  durablePosition = (): number => this.#durable
  onDurable = (listener: () => void): void => void this.#listeners.push(listener)

  seal = (): void => {
    this.#sealed = true
  }

  write = (change: LedgerChange): void => {
    if (this.#broken !== undefined) throw new Error('The keys could not be stored.', { cause: this.#broken })
    if (this.#sealed) throw new Error('The connection is over.')
    this.#position += 1
    this.#waiting.position = this.#position
    for (const key of change.keys ?? []) this.#waiting.keys.set(nameOf(key.type, key.id), key)
    this.#waiting.arrivals.push(...(change.arrivals ?? []))
    this.#waiting.credentials = change.credentials ?? this.#waiting.credentials
    this.#commits ??= this.#commitSoon()
  }

  flushed = async (): Promise<void> => {
    await this.#commits
    if (this.#broken !== undefined) throw new Error('The keys could not be stored.', { cause: this.#broken })
  }

  read = async (type: string, ids: readonly string[]): Promise<Map<string, KeyValue>> => {
    const unknown = ids.filter((id) => this.#known(type, id) === undefined)
    const { store, channelId } = this.parts
    const stored =
      unknown.length > 0 ? await this.#orBreak(() => readSignalKeys(store.read, channelId, type, unknown)) : new Map()
    const found = new Map<string, KeyValue>()
    for (const id of ids) {
      // A change may have come while the database was read: it is newer.
      const key = this.#known(type, id) ?? this.#recent.keep({ type, id, value: stored.get(id) ?? null })
      if (key.value !== null) found.set(id, key.value)
    }
    return found
  }

  /** Without its keys Baileys takes a good message for one that nobody can decrypt, and settles it: then nothing may leave any more. */
  async #orBreak<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      this.#position += 1 // never durable, so the send gate stays shut
      this.#break(error)
      throw error
    }
  }

  #break(error: unknown): void {
    if (this.#broken !== undefined) return
    this.#broken = error
    this.parts.onBroken(error)
  }

  #known(type: string, id: string): HeldKey | undefined {
    const name = nameOf(type, id)
    return this.#waiting.keys.get(name) ?? this.#leaving?.keys.get(name) ?? this.#recent.get(type, id)
  }

  /** A commit costs the same for one and for hundreds. When nothing more is on its way it is not put off. */
  async #burstIn(): Promise<void> {
    await afterThisTurn()
    const { moreToCome } = this.parts
    for (let turn = 1; turn < turnsToWait && moreToCome?.(this.#waiting.arrivals.length); turn += 1)
      await afterThisTurn()
  }

  async #commitAll(): Promise<void> {
    while (this.#waiting.position > this.#durable && this.#broken === undefined) {
      const batch = this.#waiting
      this.#leaving = batch
      this.#waiting = emptyBatch()
      try {
        await this.#commit(batch)
      } catch (error) {
        this.#break(error)
        break
      }
      this.#leaving = undefined
      if (this.#waiting.position > this.#durable) await this.#burstIn()
    }
    this.#commits = undefined
  }

  async #commit(batch: Batch): Promise<void> {
    const { onArrivals, takeWithin } = this.parts
    const take = batch.arrivals.length > 0 ? takeWithin?.(batch.arrivals) : undefined
    await this.#store(batch, take).catch((error: unknown) => {
      if (!take) throw error
      // What an inbox makes of them must not keep them off the disk.
      return this.#store(batch)
    })
    for (const key of batch.keys.values()) this.#recent.keep(key)
    this.#durable = batch.position
    for (const listener of this.#listeners) listener()
    if (batch.arrivals.length > 0) onArrivals(batch.arrivals)
  }

  async #store(batch: Batch, take?: (tx: Writer) => Promise<void>): Promise<void> {
    const { store, channelId } = this.parts
    await store.write(async (tx) => {
      await insertArrivals(tx, channelId, batch.arrivals)
      await writeSignalKeys(tx, channelId, [...batch.keys.values()].map(asText))
      if (batch.credentials !== undefined) await writeCredentials(tx, channelId, batch.credentials)
      await take?.(tx)
    })
  }
}

const emptyBatch = (): Batch => ({ position: 0, keys: new Map(), arrivals: [], credentials: undefined })

/** A key that changes many times within a burst is made into text once. */
const asText = ({ type, id, value }: HeldKey): SignalKey => ({
  type,
  id,
  value: value === null || typeof value === 'string' ? value : JSON.stringify(value),
})

const nameOf = (type: string, id: string): string => `${type}|${id}`

/** Everything that came in one chunk from the network is handled in one turn of the event loop. */
const afterThisTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

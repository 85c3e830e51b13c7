import type { Employee } from '../../shared/employee.ts'
import type { RelayFrame } from '../../shared/events.ts'
import type { Cursor } from '../../shared/ids.ts'
import { sightSince } from '../store/employees.ts'
import { journalHead, journalTail } from '../store/journal.ts'
import type { Store } from '../store/open.ts'
import { journalTextAfter } from '../store/written-events.ts'
import type { SetAlarm } from '../timer.ts'
import { fanOut, type LiveReader, tellLevel } from './fan-out.ts'

/** Events in one read of the journal, and in one frame. */
const pageSize = 500
/** After the journal could not be read. */
const retryMs = 1000

/** Whether an employee's cursor lies in this journal, and what he has was told him under the rights that he has now; else he needs a snapshot. */
export async function isReachable(store: Store, { id }: Employee, cursor: Cursor | undefined): Promise<boolean> {
  if (cursor === undefined) return false
  const [tail, head, since] = await Promise.all([
    journalTail(store.read),
    journalHead(store.read),
    sightSince(store.read, id),
  ])
  return cursor <= head && cursor >= Math.max(0, tail - 1, since)
}

/** Fans the journal out to live readers, in order and without gaps. One read of the journal serves all who are level with it. */
export class Live {
  /** Everybody who was welcomed; those of them who read the journal as it grows. */
  readonly #present = new Set<LiveReader>()
  readonly #readers = new Set<LiveReader>()
  readonly #stopped = new WeakSet<LiveReader>()
  #cursor: Cursor = 0
  #held: Promise<unknown> = Promise.resolve()
  #pumping = false
  #pumpAgain = false

  constructor(
    private readonly store: Store,
    private readonly onError: (error: unknown) => void,
    private readonly setAlarm: SetAlarm,
  ) {}

  /** Begins at the journal's end; to be awaited once before anybody joins. */
  async start(): Promise<void> {
    this.#cursor = await journalHead(this.store.read)
    this.store.journalGrew.listen(() => void this.#pump())
  }

  /** From here on the reader gets what is told to all; events only once he has joined. */
  greet(reader: LiveReader): void {
    this.#present.add(reader)
  }

  /**
   * Brings a reader level with the journal, then lets him take part. No await stands between the last look and the joining.
   * @param head he is told at least that he has come so far.
   */
  async join(reader: LiveReader, head: Cursor): Promise<void> {
    for (;;) {
      const events = await journalTextAfter(this.store.read, reader.cursor, pageSize)
      if (!this.#present.has(reader) || this.#stopped.has(reader)) return
      fanOut([reader], events, true)
      if (events.length < pageSize && reader.cursor >= this.#cursor) break
    }
    if (reader.told < head) tellLevel(reader, head)
    this.#readers.add(reader)
    void this.#pump()
  }

  /** From here on he gets no events, only what is told to all: what he has was told him under other rights, so he takes a snapshot and comes again. */
  stop(reader: LiveReader): void {
    this.#stopped.add(reader)
    this.#readers.delete(reader)
  }

  /** Tells nobody of anything until this has settled: rights are being looked at. */
  holdUntil(settled: Promise<unknown>): void {
    this.#held = Promise.allSettled([this.#held, settled])
  }

  leave(reader: LiveReader): void {
    this.#present.delete(reader)
    this.#readers.delete(reader)
  }

  /** Sends a frame that is no event to everybody to whom `concerns` says yes. */
  tellAll(frame: RelayFrame, concerns: (employee: Employee) => boolean = () => true): void {
    const text = JSON.stringify(frame)
    for (const reader of this.#present) if (concerns(reader.employee)) reader.send(text)
  }

  /** Reads on until the journal's end; a call while it reads makes it look once more. */
  async #pump(): Promise<void> {
    this.#pumpAgain = true
    if (this.#pumping) return
    this.#pumping = true
    try {
      while (this.#pumpAgain) {
        this.#pumpAgain = false
        await this.#readOn()
      }
    } catch (error) {
      this.onError(error)
      // What was committed is not told of again by anybody.
      this.setAlarm(retryMs, () => void this.#pump())
    } finally {
      this.#pumping = false
    }
  }

  async #readOn(): Promise<void> {
    for (;;) {
      await this.#held
      const events = await journalTextAfter(this.store.read, this.#cursor, pageSize)
      const last = events.at(-1)
      if (!last) return
      this.#cursor = last.seq
      fanOut(this.#readers, events)
    }
  }
}

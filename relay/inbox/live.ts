import { type Employee, has } from '../../shared/employee.ts'
import type { RelayFrame } from '../../shared/events.ts'
import type { Cursor } from '../../shared/ids.ts'
import { journalHead, journalTail, journalTextAfter, type WrittenEvent } from '../store/journal.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'

/** Events in one read of the journal, and in one frame. */
const pageSize = 500
/** After the journal could not be read. */
const retryMs = 1000

/** Somebody who reads the journal as it grows: one live connection of an employee. */
export interface LiveReader {
  employee: Employee
  cursor: Cursor
  /** `frame` is a RelayFrame, already as text: one text serves many readers. */
  send(frame: string): void
}

/** Whether an employee may see what happens. Rights are checked here for everything that is pushed or fetched. */
export const maySee = (employee: Employee): boolean => has(employee, 'read')

/** Whether a reader's cursor lies in this journal; else he needs a snapshot. */
export async function isReachable(store: Store, cursor: Cursor | undefined): Promise<boolean> {
  if (cursor === undefined) return false
  const [tail, head] = await Promise.all([journalTail(store.read), journalHead(store.read)])
  return cursor <= head && cursor >= Math.max(0, tail - 1)
}

/** Fans the journal out to live readers, in order and without gaps. One read of the journal serves all who are level with it. */
export class Live {
  /** Everybody who was welcomed; those of them who read the journal as it grows. */
  readonly #present = new Set<LiveReader>()
  readonly #readers = new Set<LiveReader>()
  #cursor: Cursor = 0
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

  /** Brings a reader level with the journal, then lets him take part. No await stands between the last look and the joining. */
  async join(reader: LiveReader, isGone: () => boolean): Promise<void> {
    for (;;) {
      const events = await journalTextAfter(this.store.read, reader.cursor, pageSize)
      if (isGone()) return
      fanOut([reader], events)
      if (events.length < pageSize && reader.cursor >= this.#cursor) break
    }
    this.#readers.add(reader)
    void this.#pump()
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
      const events = await journalTextAfter(this.store.read, this.#cursor, pageSize)
      const last = events.at(-1)
      if (!last) return
      this.#cursor = last.seq
      fanOut(this.#readers, events)
    }
  }
}

/** The events themselves are passed on as they are written: nothing is read that was just put together. */
function fanOut(readers: Iterable<LiveReader>, events: readonly WrittenEvent[]): void {
  const last = events.at(-1)
  if (!last) return
  let whole: string | undefined
  for (const reader of readers) {
    if (reader.cursor >= last.seq) continue
    const after = reader.cursor
    const seen = maySee(reader.employee) ? events.filter(({ seq, audience }) => seq > after && audience !== 'onec') : []
    reader.cursor = last.seq
    if (seen.length === events.length) {
      whole ??= frameOf(events, last.seq)
      reader.send(whole)
    } else reader.send(frameOf(seen, last.seq))
  }
}

/** A RelayFrame of the type `events`. */
const frameOf = (events: readonly WrittenEvent[], cursor: Cursor): string =>
  `{"type":"events","events":[${events.map(({ text }) => text).join(',')}],"cursor":${cursor}}`

import type { ChannelId, FileId, Instant } from '../../shared/ids.ts'
import type { Signal } from '../signal.ts'
import type { SetAlarm } from '../timer.ts'
import { askForOneFile, type FetchOneParts, type FileToFetch, fetchOneFile } from './fetch-one-file.ts'
import { asksAtOnce, mayBegin, slowAfter, type UnderWay } from './media-rhythm.ts'

export interface FetchMediaParts extends FetchOneParts {
  /** Channels with files that are due now. */
  channelsToFetchFor: (now: Instant) => Promise<ChannelId[]>
  /** A channel's files that are due now, the most urgent first; those that `onFound` was called for must no longer be among them. */
  filesToFetch: (channelId: ChannelId, due: { now: Instant; limit: number }) => Promise<FileToFetch[]>
  /** When the next one is due that is not due yet. */
  nextFileDue: (now: Instant) => Promise<Instant | undefined>
  /** Fires when there may be new files. */
  wake: Signal
  setAlarm: SetAlarm
}

/** After trouble with the database nothing is tried for so long. */
const pauseAfterTrouble = 5_000
const askedAgainAfter = 30_000

/** Fetches files from WhatsApp, a few at a time, until each is here or known to be gone. WhatsApp does not keep them for ever. */
export const startFetchingMedia = (parts: FetchMediaParts): { stop(): Promise<void> } => new MediaFetcher(parts)

class MediaFetcher {
  readonly #underWay = new Map<FileId, UnderWay>()
  readonly #running = new Set<Promise<void>>()
  readonly #stopListening: () => void
  readonly #ending = new AbortController()
  #looking: Promise<void> | undefined
  #again = false
  #cancelAlarm: (() => void) | undefined

  constructor(private readonly parts: FetchMediaParts) {
    this.#stopListening = parts.wake.listen(() => this.wake())
    this.wake()
  }

  wake(): void {
    this.#again = true
    if (this.#looking || this.#stopped) return
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined
      if (this.#again) this.wake()
    })
  }

  /** What is under way is cut off: it is fetched after the next start. Resolves once nothing runs any more. */
  async stop(): Promise<void> {
    this.#ending.abort()
    this.#stopListening()
    this.#cancelAlarm?.()
    await this.#looking
    await Promise.all(this.#running)
  }

  get #stopped(): boolean {
    return this.#ending.signal.aborted
  }

  async #look(): Promise<void> {
    this.#again = false
    const { parts } = this
    try {
      const now = parts.now()
      const waits = await this.#beginWhatMayBegin(now)
      const due = await parts.nextFileDue(now)
      // Where there was no room, some is made when what runs has become slow.
      const soonest = Math.min(due ?? Number.POSITIVE_INFINITY, waits ? now + slowAfter : Number.POSITIVE_INFINITY)
      if (soonest < Number.POSITIVE_INFINITY) this.#wakeAfter(soonest - now)
    } catch (err) {
      parts.log.error({ err }, 'the files to fetch could not be listed')
      this.#wakeAfter(pauseAfterTrouble)
    }
  }

  /** One of each channel in turn. @returns whether there was no room for some. */
  async #beginWhatMayBegin(now: Instant): Promise<boolean> {
    const lines: FileToFetch[][] = []
    for (const channelId of await this.parts.channelsToFetchFor(now)) {
      const limit = this.#underWay.size + asksAtOnce
      const files = await this.parts.filesToFetch(channelId, { now, limit })
      lines.push(files.filter(({ id }) => !this.#underWay.has(id)))
    }
    let waits = false
    while (lines.some((line) => line.length > 0)) {
      for (const line of lines) {
        const next = line.shift()
        if (!next || this.#stopped) continue
        if (mayBegin([...this.#underWay.values()], next, now)) {
          this.#begin(next, now)
        } else {
          line.length = 0
          waits = true
        }
      }
    }
    return waits
  }

  #begin(file: FileToFetch, now: Instant): void {
    const entry: UnderWay = { channelId: file.channelId, since: now, asking: false }
    this.#underWay.set(file.id, entry)
    const running = this.#fetch(file, entry).finally(() => {
      this.#running.delete(running)
      this.#underWay.delete(file.id)
      this.wake()
    })
    this.#running.add(running)
  }

  async #fetch(file: FileToFetch, entry: UnderWay): Promise<void> {
    const { parts } = this
    try {
      if (!(await fetchOneFile(file, parts, this.#ending.signal))) return
      const asking = [...this.#underWay.values()].filter((one) => one.asking && one.channelId === file.channelId)
      if (asking.length >= asksAtOnce) {
        await parts.onAttempt(file.id, { nextAttemptAt: parts.now() + askedAgainAfter })
        return
      }
      entry.asking = true
      this.wake()
      await askForOneFile(file, parts)
    } catch (err) {
      // What came of it could not be noted: the disk is full or the database is away. The file still waits in the table.
      parts.log.error({ fileId: file.id, err }, 'a file’s state could not be stored')
      entry.asking = true
      await this.#pause()
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.parts.setAlarm(pauseAfterTrouble, resolve)
      const { signal } = this.#ending
      if (signal.aborted) return resolve(cancel())
      signal.addEventListener('abort', () => resolve(cancel()), { once: true })
    })
  }

  #wakeAfter(wait: number): void {
    this.#cancelAlarm?.()
    if (this.#stopped) return
    this.#cancelAlarm = this.parts.setAlarm(Math.max(0, wait), () => this.wake())
  }
}

import type { Logger } from 'pino'
import type { FileId } from '../../shared/ids.ts'
import type { StoredMedia } from '../media/media-store.ts'
import type { Signal } from '../signal.ts'
import type { SetAlarm } from '../timer.ts'
import type { FetchedMedia, FetchFromWhatsApp } from './media.ts'
import { MediaDamaged } from './media-decryption.ts'
import { reconnectAfter } from './reconnect.ts'

/** A file that WhatsApp still holds. */
export interface FileToFetch {
  id: FileId
  /** `null`: WhatsApp never had it. */
  source: string | null
}

export interface FetchMediaParts {
  /** Files whose state is `fetching`, oldest first; those that `onFetched` was called for must no longer be among them. */
  filesToFetch: (limit: number) => Promise<FileToFetch[]>
  onFetched: (id: FileId, state: 'ready' | 'gone', found?: StoredMedia) => Promise<void>
  fetch: FetchFromWhatsApp
  /** Fires when there may be new files. */
  wake: Signal
  setAlarm: SetAlarm
  random: () => number
  log: Logger
}

const atOnce = 3
const looksAt = 50
/** A line may damage a file once or twice; one that is damaged every time was sent so. */
const damagedAttempts = 4

/** Fetches files from WhatsApp, a few at a time, until each is here or known to be gone. WhatsApp does not keep them for ever. */
export const startFetchingMedia = (parts: FetchMediaParts): { stop(): Promise<void> } => new MediaFetcher(parts)

class MediaFetcher {
  /** Under way, or waiting for their next attempt. */
  readonly #held = new Set<FileId>()
  readonly #attempts = new Map<FileId, number>()
  readonly #running = new Set<Promise<void>>()
  readonly #cancels = new Set<() => void>()
  readonly #stopListening: () => void
  #looking: Promise<void> | undefined
  #again = false
  #stopped = false

  constructor(private readonly parts: FetchMediaParts) {
    this.#stopListening = parts.wake.listen(() => this.wake())
    this.wake()
  }

  wake(): void {
    this.#again = true
    if (this.#looking || this.#stopped) return
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined
      if (this.#again && !this.#stopped) this.wake()
    })
  }

  /** Resolves once what is under way is over. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#stopListening()
    for (const cancel of this.#cancels) cancel()
    await this.#looking
    await Promise.all(this.#running)
  }

  async #look(): Promise<void> {
    this.#again = false
    if (this.#running.size >= atOnce) return
    try {
      const files = await this.parts.filesToFetch(looksAt + this.#held.size)
      for (const file of files) {
        if (this.#running.size >= atOnce || this.#stopped) return
        if (!this.#held.has(file.id)) this.#begin(file)
      }
    } catch (err) {
      this.parts.log.error({ err }, 'the files to fetch could not be listed')
      this.#later(1, () => this.wake())
    }
  }

  #begin(file: FileToFetch): void {
    this.#held.add(file.id)
    const running = this.#fetch(file).finally(() => {
      this.#running.delete(running)
      this.wake()
    })
    this.#running.add(running)
  }

  async #fetch({ id, source }: FileToFetch): Promise<void> {
    const { fetch, onFetched, log } = this.parts
    try {
      const fetched: FetchedMedia = source === null ? { state: 'gone', cause: 'no source' } : await fetch(source)
      if (fetched.state === 'ready') {
        await onFetched(id, 'ready', fetched.stored)
      } else {
        log.warn({ fileId: id, cause: fetched.cause }, 'a file is gone')
        await onFetched(id, 'gone')
      }
      this.#attempts.delete(id)
      this.#held.delete(id)
    } catch (err) {
      log.warn({ fileId: id, err }, 'a file could not be fetched')
      await this.#tryAgain(id, err)
    }
  }

  async #tryAgain(id: FileId, error: unknown): Promise<void> {
    const attempt = this.#attempts.get(id) ?? 0
    this.#attempts.set(id, attempt + 1)
    if (error instanceof MediaDamaged && attempt >= damagedAttempts) {
      await this.parts.onFetched(id, 'gone').catch(() => undefined)
    }
    this.#later(attempt, () => {
      this.#held.delete(id)
      this.wake()
    })
  }

  #later(attempt: number, work: () => void): void {
    if (this.#stopped) return
    const cancel = this.parts.setAlarm(reconnectAfter('lost', attempt, this.parts.random()) ?? 0, () => {
      this.#cancels.delete(cancel)
      work()
    })
    this.#cancels.add(cancel)
  }
}

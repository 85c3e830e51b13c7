import type { ChannelId } from '../../shared/ids.ts'
import type { Signal } from '../signal.ts'
import { type LoadHistoryParts, loadNextPart } from './history.ts'
import { tryFileAgainAfter } from './media-rhythm.ts'

export interface HistoryLineParts extends LoadHistoryParts {
  channelIds: () => readonly ChannelId[]
  /** Fires when there may be new parts. */
  wake: Signal
  random: () => number
  /** How far a number's history is loaded, 0–100; undefined: it is through. */
  onProgress: (channelId: ChannelId, percent: number | undefined) => void
}

/** New parts may be looked for this often, and no more: most of what wakes is something else. */
const looksEvery = 1_000
/** A phone that has sent nothing for so long will not send the rest. */
const phoneIsDone = 120_000
/** A part that fails so often is broken, or the disk is: it waits for the next start. */
const patience = 12

/** Loads the history of phones in the background, one part at a time; a part that fails holds up no other number. */
export const startLoadingHistory = (parts: HistoryLineParts): { stop(): Promise<void> } => new HistoryLine(parts)

class HistoryLine {
  readonly #failures = new Map<ChannelId, { count: number; notBefore: number }>()
  readonly #cancelShown = new Map<ChannelId, () => void>()
  readonly #ending = new AbortController()
  readonly #stopListening: () => void
  #running: Promise<void> | undefined
  #cancelAlarm: (() => void) | undefined
  /** It has looked a moment ago. */
  #resting = false
  #again = false

  constructor(private readonly parts: HistoryLineParts) {
    this.#stopListening = parts.wake.listen(() => this.wake())
    this.wake()
  }

  wake(): void {
    this.#again = true
    if (this.#running || this.#resting || this.#stopped) return
    this.#cancelAlarm?.()
    this.#running = this.#look().finally(() => {
      this.#running = undefined
      this.#rest()
    })
  }

  /** Resolves once the transaction under way is over; a part that is not through is loaded again after the next start. */
  async stop(): Promise<void> {
    this.#ending.abort()
    this.#stopListening()
    this.#cancelAlarm?.()
    for (const cancel of this.#cancelShown.values()) cancel()
    await this.#running
  }

  get #stopped(): boolean {
    return this.#ending.signal.aborted
  }

  async #look(): Promise<void> {
    this.#again = false
    for (const channelId of this.parts.channelIds()) {
      while (!this.#stopped && (await this.#load(channelId)));
    }
  }

  /** @returns whether a part was loaded. */
  async #load(channelId: ChannelId): Promise<boolean> {
    const { parts } = this
    const failed = this.#failures.get(channelId)
    if (failed && parts.now() < failed.notBefore) return false
    try {
      const begins = () => this.#cancelShown.has(channelId) || this.#show(channelId, 0)
      const loaded = await loadNextPart(channelId, parts, { signal: this.#ending.signal, begins })
      if (!loaded) return false
      this.#failures.delete(channelId)
      if (loaded.percent !== undefined) this.#show(channelId, loaded.percent)
      return true
    } catch (err) {
      if (this.#stopped) return false
      const count = (failed?.count ?? 0) + 1
      parts.log.warn({ channelId, err, count }, 'a part of the phone’s history could not be loaded')
      const wait = count < patience ? tryFileAgainAfter(count, parts.random()) : Number.POSITIVE_INFINITY
      this.#failures.set(channelId, { count, notBefore: parts.now() + wait })
      return false
    }
  }

  #show(channelId: ChannelId, percent: number): void {
    this.#cancelShown.get(channelId)?.()
    this.#cancelShown.delete(channelId)
    const isThrough = percent >= 100
    this.parts.onProgress(channelId, isThrough ? undefined : Math.max(0, percent))
    if (isThrough) return
    const isOver = () => this.#show(channelId, 100)
    this.#cancelShown.set(channelId, this.parts.setAlarm(phoneIsDone, isOver))
  }

  #rest(): void {
    if (this.#stopped) return
    this.#resting = true
    this.#cancelAlarm = this.parts.setAlarm(looksEvery, () => {
      this.#resting = false
      if (this.#again) return this.wake()
      const soonest = Math.min(...[...this.#failures.values()].map(({ notBefore }) => notBefore))
      if (Number.isFinite(soonest)) {
        this.#cancelAlarm = this.parts.setAlarm(Math.max(0, soonest - this.parts.now()), () => this.wake())
      }
    })
  }
}

import type { ReadFrame } from './read-frame.ts'

/** So many events at most are applied at one go: a popup that reads the store meanwhile waits for as long as that takes. */
const mostEvents = 5_000

/** What has come over a line and waits for its turn. Events that wait behind one another, as after a weekend, are taken as one frame: a conversation of which many tell is written once. */
export class WaitingFrames {
  readonly #waiting: ReadFrame[] = []

  add(read: ReadFrame): this {
    this.#waiting.push(read)
    return this
  }

  /** @returns undefined when what came has gone along with what came before it. */
  next(): ReadFrame | undefined {
    let first = this.#waiting.shift()
    for (let then = this.#waiting[0]; first && then; then = this.#waiting[0]) {
      const both = joined(first, then)
      if (both === undefined) break
      first = both
      this.#waiting.shift()
    }
    return first
  }
}

function joined(one: ReadFrame, other: ReadFrame): ReadFrame | undefined {
  if (!one.ok || !other.ok || one.frame.type !== 'events' || other.frame.type !== 'events') return undefined
  const events = [...one.frame.events, ...other.frame.events]
  if (events.length > mostEvents) return undefined
  return { ok: true, frame: { ...other.frame, events }, passedOver: one.passedOver + other.passedOver }
}

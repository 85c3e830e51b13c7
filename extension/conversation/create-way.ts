import { type ReadonlySignal, signal } from '@preact/signals'
import type { MessageId } from '../../shared/ids.ts'
import type { Arrival } from './create-message-window.ts'

/** A shorter wait needs no word. */
const soonMs = 300

export interface UnderWay {
  id: MessageId
  /** `slow`: it takes longer than people wait without asking themselves. */
  is: 'slow' | Exclude<Arrival, 'there'>
}

/** Somebody's way to a message that may be far up. */
export interface Way {
  /** What there is to say of it; nothing where he arrives at once. */
  underWay: ReadonlySignal<UnderWay | undefined>
  goTo(id: MessageId): Promise<void>
  /** He goes elsewhere, or has read what there was to say. */
  leave(): void
}

export function createWay(go: (id: MessageId) => Promise<Arrival>): Way {
  const underWay = signal<UnderWay | undefined>(undefined)
  let latest = 0
  const leave = () => {
    latest += 1
    underWay.value = undefined
  }
  return {
    underWay,
    leave,
    async goTo(id) {
      leave()
      const mine = latest
      const say = (is: UnderWay['is'] | undefined) => {
        if (mine === latest) underWay.value = is && { id, is }
      }
      const late = setTimeout(() => say('slow'), soonMs)
      const arrival = await go(id).finally(() => clearTimeout(late))
      say(arrival === 'there' ? undefined : arrival)
    },
  }
}

import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import type { StoredMessages } from './stored-messages.ts'

export interface NewBelow {
  count: ReadonlySignal<number>
  /** He leaves the newest, which was of this moment, or is back there. */
  readsNewest(does: boolean, newest: Instant | undefined): void
  stop(): void
}

/** How many of others' messages have come since somebody has scrolled up. */
export function createNewBelow(
  stored: Pick<StoredMessages, 'newSince'>,
  me: ReadonlySignal<EmployeeId | undefined>,
): NewBelow {
  const leftAt = signal<Instant | undefined>(undefined)
  const found = liveSignal(() => {
    const [since, own] = [leftAt.value, me.value]
    return async () => (since === undefined ? 0 : stored.newSince(since, ({ authorId }) => authorId === own))
  })
  return {
    count: computed(() => found.value.value ?? 0),
    readsNewest(does, newest) {
      if (does) leftAt.value = undefined
      else if (leftAt.peek() === undefined) leftAt.value = newest
    },
    stop: found.stop,
  }
}

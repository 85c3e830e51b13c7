import { type ReadonlySignal, signal } from '@preact/signals'
import type { Asked } from '../background/inbox-service.ts'
import type { Refused } from '../inbox/asked-sentences.ts'

export interface Action<Inputs extends unknown[]> {
  busy: ReadonlySignal<boolean>
  /** Why the last try did not work; gone at the next try. */
  refused: ReadonlySignal<Refused | undefined>
  /** Asks once; while the answer is awaited a second press does nothing. Tells whether it worked. */
  run(...inputs: Inputs): Promise<boolean>
}

/** One thing that a page may ask of the relay, with its progress and its refusal as signals. */
export function createAction<Inputs extends unknown[], Answer>(
  ask: (...inputs: Inputs) => Promise<Asked<Answer>>,
  onDone: (answer: Answer, ...inputs: Inputs) => void = () => undefined,
): Action<Inputs> {
  const busy = signal(false)
  const refused = signal<Refused | undefined>(undefined)
  return {
    busy,
    refused,
    async run(...inputs) {
      // Peeks, so that an effect that asks is not started anew by its own asking.
      if (busy.peek()) return false
      busy.value = true
      refused.value = undefined
      try {
        const asked = await ask(...inputs)
        if (asked.ok) onDone(asked.value, ...inputs)
        else refused.value = asked
        return asked.ok
      } finally {
        busy.value = false
      }
    },
  }
}

import { signal } from '@preact/signals'

/** Whether the sheet of keys is open. */
export const keysAreShown = signal(false)

export const showKeys = (): void => {
  keysAreShown.value = true
}

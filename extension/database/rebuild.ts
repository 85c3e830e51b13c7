import type { Tables } from './store.ts'

/** A moment's trouble is no reason to throw anything away. */
const triesBeforeRebuilding = 3

/**
 * Opens the store. One that stays shut is thrown away and begun anew: what was received and sent comes again from the relay; only drafts and replies that had not left are lost with it.
 * One of a later version of this extension is not readable at all.
 */
export function createStoreKeeper(store: {
  open(): Promise<unknown>
  delete(): Promise<unknown>
}): () => Promise<void> {
  let failures = 0
  return async () => {
    try {
      await store.open()
      failures = 0
    } catch (reason) {
      failures += 1
      if (isFull(reason) || (failures < triesBeforeRebuilding && !isNamed(reason, 'VersionError'))) throw reason
      console.error('the store cannot be opened and is begun anew', reason)
      await store.delete()
      await store.open()
      failures = 0
    }
  }
}

/** Whether the disk has no room for more. */
export const isFull = (reason: unknown): boolean => isNamed(reason, 'QuotaExceededError')

/** Whether it was the store that failed, and not we. */
export const isStoreTrouble = (reason: unknown): boolean =>
  isFull(reason) || troubles.some((name) => isNamed(reason, name))
const troubles = ['UnknownError', 'VersionError', 'InvalidStateError', 'AbortError', 'NotReadableError', 'TimeoutError']

/** Of an error of the browser's. */
export const isNamed = (reason: unknown, name: string): boolean =>
  (reason instanceof Error || reason instanceof DOMException) && reason.name === name

/** Pictures come again when they are looked at. */
export const makeRoom = ({ files }: Pick<Tables, 'files'>): Promise<void> => files.clear()

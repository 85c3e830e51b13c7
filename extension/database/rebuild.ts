import type { InboxDatabase } from './database.ts'

/** A moment's trouble is no reason to throw anything away. */
const triesBeforeRebuilding = 3

/**
 * Opens the store. One that stays shut is thrown away and begun anew: what was received and sent comes again from the relay; only drafts and replies that had not left are lost with it.
 * One of a later version of this extension is not readable at all.
 */
export function createStoreKeeper(database: Pick<InboxDatabase, 'open' | 'delete'>): () => Promise<void> {
  let failures = 0
  return async () => {
    try {
      await database.open()
      failures = 0
    } catch (reason) {
      failures += 1
      if (isFull(reason) || (failures < triesBeforeRebuilding && !isNamed(reason, 'VersionError'))) throw reason
      console.error('the store cannot be opened and is begun anew', reason)
      await database.delete({ disableAutoOpen: false })
      await database.open()
      failures = 0
    }
  }
}

/** Whether the disk has no room for more. */
export const isFull = (reason: unknown): boolean => isNamed(reason, 'QuotaExceededError')

/** Whether it was the store that failed, and not we. */
export const isStoreTrouble = (reason: unknown): boolean =>
  isFull(reason) || troubles.some((name) => isNamed(reason, name))
const troubles = ['OpenFailedError', 'DatabaseClosedError', 'UnknownError', 'VersionError', 'MissingAPIError']

/** Dexie wraps what the browser says, and says it in its message too. */
function isNamed(reason: unknown, name: string): boolean {
  if (!(reason instanceof Error || reason instanceof DOMException)) return false
  if (reason.name === name || reason.message.includes(name)) return true
  return 'inner' in reason && isNamed(reason.inner, name)
}

/** Pictures come again when they are looked at. */
export const makeRoom = ({ files }: InboxDatabase): Promise<void> => files.clear()

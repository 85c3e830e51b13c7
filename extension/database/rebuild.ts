import type { Instant } from '../../shared/ids.ts'
import type { Tables } from './store.ts'

/** A moment's trouble is no reason to throw anything away: only tries that lie so far apart are counted, in milliseconds, however often somebody presses «Подключиться». */
const betweenTries = 60_000
const triesBeforeRebuilding = 5

/** How often it was tried to open the store in vain, and when last. */
interface Tries {
  tries: number
  lastAt: Instant
}

/** Where that is kept. */
export interface ShutStore {
  read(): Promise<Tries | undefined>
  note(tries: Tries): Promise<void>
  forget(): Promise<void>
}

interface StoreThatOpens {
  open(): Promise<unknown>
  delete(): Promise<unknown>
}

/**
 * Opens the store. One that stays shut for minutes is thrown away and begun anew: what was received and sent comes again from the relay; only drafts and replies that had not left are lost
 * with it, and out of a store that does not open nobody can save them. One of a later version of this extension is not readable at all.
 */
export function createStoreKeeper(store: StoreThatOpens, shut: ShutStore, now: () => Instant): () => Promise<void> {
  let isWell = false
  const open = async () => {
    await store.open()
    if (!isWell) await shut.forget()
    isWell = true
  }
  return async () => {
    try {
      await open()
    } catch (reason) {
      isWell = false
      if (isFull(reason) || !(isNamed(reason, 'VersionError') || (await staysShut(shut, now())))) throw reason
      console.error('the store cannot be opened and is begun anew', reason)
      await store.delete()
      await open()
    }
  }
}

async function staysShut(shut: ShutStore, now: Instant): Promise<boolean> {
  const before = await shut.read()
  // A clock that was set back must not stop the counting.
  if (before !== undefined && Math.abs(now - before.lastAt) < betweenTries) return false
  const tries = (before?.tries ?? 0) + 1
  await shut.note({ tries, lastAt: now })
  return tries >= triesBeforeRebuilding
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

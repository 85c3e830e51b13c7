import type { StoreName } from './schema.ts'
import type { WorkerStore } from './worker-store.ts'

export interface Followed<T> {
  next(value: T): void
  /** It could not be read; nothing is followed any more. */
  error(reason: unknown): void
}

/** Reads now, and again whenever one of the stores was written; changes that come while it reads are read together afterwards. */
export function follow<T>(
  store: WorkerStore,
  names: readonly StoreName[],
  read: () => Promise<T>,
  { next, error }: Followed<T>,
): void {
  let [isReading, isOld] = [false, false]
  const readOn = async () => {
    isOld = true
    if (isReading) return
    isReading = true
    try {
      while (isOld) {
        isOld = false
        next(await read())
      }
    } catch (reason) {
      stop()
      error(reason)
    } finally {
      isReading = false
    }
  }
  const stop = store.watch(names, () => void readOn())
  void readOn()
}

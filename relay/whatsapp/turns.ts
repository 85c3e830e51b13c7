/** What is under way or waits at each address. */
const lines = new Map<string, Promise<void>>()

/**
 * One after the other at each address, for all channels of this process: libsignal queues its work by the address alone, and runs what waits in the
 * context of who came first. With two numbers that know the same client one's ratchet would land in the other's transaction, and be lost.
 */
export function inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
  const before = lines.get(address)
  const done = before ? before.then(work) : work()
  const over = done.then(nothing, nothing).then(() => {
    if (lines.get(address) === over) lines.delete(address)
  })
  lines.set(address, over)
  return done
}

const nothing = (): void => {}

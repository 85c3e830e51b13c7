/** A wake-up call inside the process: carries nothing, so a listener always looks for itself what there is to do. */
export interface Signal {
  fire(): void
  /** @returns a function that stops listening. */
  listen(listener: () => void): () => void
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>()
  return {
    fire: () => {
      for (const listener of [...listeners]) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Waiting is passed in, so that tests decide when it is over. */
export interface Timer {
  /** Runs `work` after so many milliseconds. @returns a function that calls it off. */
  after(milliseconds: number, work: () => void): () => void
}

export const systemTimer: Timer = {
  after: (milliseconds, work) => {
    const handle = setTimeout(work, milliseconds)
    return () => clearTimeout(handle)
  },
}

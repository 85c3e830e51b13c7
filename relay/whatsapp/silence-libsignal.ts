/** The openings of what libsignal 6.0.0 prints; some of it is followed by whole sessions with PRIVATE KEYS (guide 0.6). */
const openings = [
  'Closing session:',
  'Closing open session',
  'Opening session:',
  'Removing old closed session:',
  'Migrating session to:',
  'Session already',
  'Session error:',
  'Failed to decrypt message with any known session',
  'Decrypted message with closed session',
  'V1 session storage migration error',
  'WARNING: Expected pubkey of length 33',
  'Unhandled bucket type',
]

/** libsignal knows no logger, only the console: there its words are dropped, everybody else's are printed. @returns the way back. */
export function silenceLibsignal(target: Pick<Console, 'info' | 'warn' | 'error'> = console): () => void {
  const { info, warn, error } = target
  const unlessLibsignal =
    (print: (...words: unknown[]) => void) =>
    (...words: unknown[]): void => {
      if (!isLibsignal(words[0])) print(...words)
    }
  Object.assign(target, {
    info: unlessLibsignal(info.bind(target)),
    warn: unlessLibsignal(warn.bind(target)),
    error: unlessLibsignal(error.bind(target)),
  })
  return () => Object.assign(target, { info, warn, error })
}

const isLibsignal = (word: unknown): boolean =>
  typeof word === 'string' && openings.some((opening) => word.startsWith(opening))

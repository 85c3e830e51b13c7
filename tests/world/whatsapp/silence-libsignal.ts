/** The openings of what libsignal prints; some lines are followed by whole sessions with private keys (guide 0.6). */
const CHATTER =
  /^(Closing (session|open session)|Opening session|Removing old closed session|Session (already|error)|Failed to decrypt message|Decrypted message with closed session|V1 session storage)/

/** Keeps libsignal off the console, and with it private keys out of logs. Returns the way back. */
export function silenceLibsignal(): () => void {
  const { info, warn, error } = console
  const unlessChatter =
    (print: typeof console.info) =>
    (...words: unknown[]) => {
      if (!CHATTER.test(String(words[0]))) print(...words)
    }
  Object.assign(console, { info: unlessChatter(info), warn: unlessChatter(warn), error: unlessChatter(error) })
  return () => Object.assign(console, { info, warn, error })
}

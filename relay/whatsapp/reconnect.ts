import type { CloseCause } from './close-cause.ts'

const first = 1_000
const longest = 60_000
/** WhatsApp asks for one restart after pairing; a server that asks again and again must not be hammered. */
const restartsAtOnce = 3

/**
 * How long to wait before the next attempt, in milliseconds; `undefined`: only a person can decide to try again.
 * @param attempt 0 for the first since the channel was last online.
 * @param random 0 ≤ value < 1; many relays that lost the same server must not come back in the same moment.
 */
export function reconnectAfter(cause: CloseCause, attempt: number, random: number): number | undefined {
  switch (cause) {
    case 'restartRequired':
      return attempt < restartsAtOnce ? 0 : backOff(attempt, random)
    case 'lost':
      return backOff(attempt, random)
    case 'unlinked':
    case 'replaced':
    case 'banned':
    case 'versionRefused':
    case 'codesUsedUp':
      return undefined
    default: {
      const never: never = cause
      return never
    }
  }
}

/** Doubles from a second to a minute; the upper half of it is chance. */
function backOff(attempt: number, random: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 10))
  return Math.round(full / 2 + (full / 2) * random)
}

import type { Instant } from '../../shared/ids.ts'

/** How a number is used to being spoken to: the gaps between arrivals, oldest first, each with its beginning. */
export interface Rhythm {
  last: Instant | undefined
  gaps: readonly { from: Instant; length: number }[]
}

/** What is to be done about a silence. */
export type AboutSilence = { do: 'wait'; forMs: number } | { do: 'ask' } | { do: 'renew' }

const second = 1_000
const minute = 60_000
const hour = 60 * minute
/** As many gaps as tell how a number is used; older ones are forgotten. */
const remembered = 500
/** So few gaps tell nothing yet. */
const fewest = 20
/** A question costs next to nothing, so a silence need not be very far beyond the usual. */
const farBeyond = 4
const shortest = 5 * minute
const longest = 6 * hour
const unknown = hour
/** After so many allowed silences a fresh connection is cheaper than to believe the answers. */
const renewsAfter = 4

export const noRhythm: Rhythm = { last: undefined, gaps: [] }

export function withArrival({ last, gaps }: Rhythm, at: Instant): Rhythm {
  // A burst says nothing of silence.
  if (last === undefined || at - last < second) return { last: Math.max(at, last ?? at), gaps }
  return { last: at, gaps: [...gaps.slice(1 - remembered), { from: last, length: at - last }] }
}

/** The gap that 19 of 20 stay under, at this time of the day when enough is known of it; undefined while nothing is known. */
export function usualGap({ gaps }: Rhythm, from: Instant): number | undefined {
  if (gaps.length < fewest) return undefined
  const around = gaps.filter((gap) => hoursApart(gap.from, from) <= 1)
  const lengths = (around.length < fewest ? gaps : around).map((gap) => gap.length).sort((one, other) => one - other)
  return lengths[Math.floor(lengths.length * 0.95)]
}

/** How long a silence that began at `from` may last before WhatsApp is asked whether it still speaks to us. */
export function allowedSilence(rhythm: Rhythm, from: Instant): number {
  const usual = usualGap(rhythm, from)
  return usual === undefined ? unknown : Math.min(longest, Math.max(shortest, usual * farBeyond))
}

/**
 * @param heardAt the last stanza that was no answer to a question of ours, or the moment of the login.
 * @param answeredAt the last answer to a question about this silence.
 */
export function aboutSilence(
  rhythm: Rhythm,
  { heardAt, answeredAt, now }: { heardAt: Instant; answeredAt: Instant | undefined; now: Instant },
): AboutSilence {
  const allowed = allowedSilence(rhythm, heardAt)
  if (now - heardAt >= allowed * renewsAfter) return { do: 'renew' }
  const left = Math.max(heardAt, answeredAt ?? heardAt) + allowed - now
  return left > 0 ? { do: 'wait', forMs: left } : { do: 'ask' }
}

const hoursApart = (one: Instant, other: Instant): number => {
  const apart = Math.abs((Math.floor(one / hour) % 24) - (Math.floor(other / hour) % 24))
  return Math.min(apart, 24 - apart)
}

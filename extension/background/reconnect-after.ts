const firstSecond = 1_000
const longestWait = 30_000

/**
 * Milliseconds to wait before the next try: 1–2 s, 2–4 s, 4–8 s … 15–30 s. The chance in it keeps two thousand
 * extensions from knocking at once when the relay comes back.
 * @param attempt how many tries have failed before, from 0; @param random from 0 to 1.
 */
export function reconnectAfter(attempt: number, random: number): number {
  const longest = Math.min(longestWait, 2 * firstSecond * 2 ** attempt)
  return longest / 2 + (longest / 2) * random
}

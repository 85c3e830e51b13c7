/** As many heights as WhatsApp shows of a voice message. */
const heights = 64
const highest = 100

/** How often a second the level is looked at while somebody speaks. */
export const levelsPerSecond = 10

/**
 * How loud a moment is, 0–100, from its samples between -1 and 1. The root of the mean square is what ears go by; speech seldom reaches a third of it. Pure.
 */
export function levelOf(samples: Float32Array): number {
  if (samples.length === 0) return 0
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.min(highest, Math.round(Math.sqrt(sum / samples.length) * 3 * highest))
}

/** The waves that phones show: 64 heights, the loudest moment at the top. Of silence they are flat. Pure. */
export function waveformOf(levels: readonly number[]): number[] {
  if (levels.length === 0) return []
  const loudest = Math.max(...levels)
  return Array.from({ length: heights }, (_, place) => {
    const from = Math.floor((place * levels.length) / heights)
    const upTo = Math.max(from + 1, Math.floor(((place + 1) * levels.length) / heights))
    const here = Math.max(...levels.slice(from, upTo))
    return loudest === 0 ? 0 : Math.round((here / loudest) * highest)
  })
}

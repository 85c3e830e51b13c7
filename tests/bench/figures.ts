/** What one receiver of messages achieved. */
export interface Figures {
  /** Messages a second at saturation. */
  perSecond: number
  /** From the server's push to the receiver, paced. */
  p50Ms: number
  p99Ms: number
}

/** The value below which a share of the sample lies. */
export function percentile(sample: number[], share: number): number {
  const sorted = [...sample].sort((one, other) => one - other)
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}

export const round = (value: number): number => Math.round(value * 100) / 100

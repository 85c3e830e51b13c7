/** Messages a second at saturation of both receivers, and the relay's share of what bare Baileys can do. */
export interface Throughput {
  bare: number
  relay: number
  ratio: number
}

/** The value below which a share of the sample lies. */
export function percentile(sample: number[], share: number): number {
  const sorted = [...sample].sort((one, other) => one - other)
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}

export const median = (sample: number[]): number => percentile(sample, 0.5)

export const round = (value: number): number => Math.round(value * 100) / 100

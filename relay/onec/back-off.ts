const first = 1000
const longest = 5 * 60_000

/** How long to leave 1C alone after so many failures in a row: 1 s, 2 s, 4 s … 5 min (guides/onec.md 6, rule 5). */
export const backOffMs = (failures: number): number => Math.min(first * 2 ** (failures - 1), longest)

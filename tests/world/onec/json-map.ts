/** JSON as 1C reads it, into a Соответствие: any key may be asked for, an absent one gives Неопределено (guides/onec.md 3.2). */
export type JsonMap = Readonly<Record<string, unknown>>

export const asMap = (value: unknown): JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {}

export const mapsOf = (map: JsonMap, key: string): JsonMap[] => {
  const value = map[key]
  return Array.isArray(value) ? value.map(asMap) : []
}

export const textOf = (map: JsonMap, key: string): string | undefined => {
  const value = map[key]
  return typeof value === 'string' ? value : undefined
}

export const numberOf = (map: JsonMap, key: string): number | undefined => {
  const value = map[key]
  return typeof value === 'number' ? value : undefined
}

import { BslException, List, Mapping, Structure, type Value } from './values.ts'

/** ПрочитатьJSON(Чтение, Истина): objects become Соответствие. */
export function fromJson(text: string): Value {
  try {
    return fromPlain(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (cause) {
    throw new BslException(`Непредвиденный символ при чтении JSON: ${cause}`)
  }
}

function fromPlain(plain: unknown): Value {
  if (Array.isArray(plain)) return new List(plain.map(fromPlain))
  if (plain === null) return undefined
  if (typeof plain === 'object')
    return new Mapping(new Map(Object.entries(plain).map(([key, value]) => [key, fromPlain(value)])))
  if (typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean') return plain
  throw new BslException('Значение JSON неизвестного вида')
}

export const toJson = (value: Value): string => JSON.stringify(toPlain(value))

export function toPlain(value: Value): unknown {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof List) return value.values.map(toPlain)
  if (value instanceof Structure)
    return Object.fromEntries([...value.properties].map(([key, each]) => [key, toPlain(each)]))
  if (value instanceof Mapping)
    return Object.fromEntries([...value.entries].map(([key, each]) => [String(key), toPlain(each)]))
  // A Дата would be written without a zone: the contract wants strings.
  throw new BslException('Передано значение, которое не может быть записано в JSON')
}

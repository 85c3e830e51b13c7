import Database from 'better-sqlite3'
import type { Dump, MetadataObject } from '../dump/dump.ts'
import { objectsOf } from '../dump/dump.ts'
import { childOf, type Element, textOf as textIn } from '../dump/xml.ts'
import type { Configuration } from './configuration.ts'
import { ConfigurationRows, Reference } from './reference.ts'
import { Binary, BslDate, BslException, emptyDate, Thing, type Value } from './values.ts'

/** The type of a field; a string of length 0 is endless. */
export type FieldType = { kind: 'string'; length: number } | { kind: 'number' | 'boolean' | 'date' | 'storage' }

export interface Register {
  name: string
  dimensions: string[]
  fields: ReadonlyMap<string, FieldType>
}

/** The database of a base: a table for each register of the dump, and the constants. */
export interface Infobase {
  db: Database.Database
  registers: ReadonlyMap<string, Register>
  constants: ReadonlyMap<string, FieldType>
  /** The tables of the configuration around the extension. */
  rows: ConfigurationRows
  /** Waits until nobody else writes. @returns what lets the next one in. */
  turn(): Promise<() => void>
}

export function createInfobase(dump: Dump, configuration: Configuration): Infobase {
  const db = new Database(':memory:')
  const registers = new Map(objectsOf(dump, 'InformationRegister').map((object) => [object.name, registerOf(object)]))
  for (const { name, dimensions, fields } of registers.values()) {
    const columns = [...fields.keys()].map((field) => `"${field}"`).join(', ')
    db.exec(`create table "${name}" (${columns}, primary key (${dimensions.map((field) => `"${field}"`).join(', ')}))`)
  }
  db.exec('create table constants (name text primary key, value)')
  const constants = new Map(objectsOf(dump, 'Constant').map(({ name, element }) => [name, typeIn(element)]))
  let last: Promise<void> = Promise.resolve()
  const turn = async () => {
    const before = last
    let release = () => {}
    last = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
  return { db, registers, constants, rows: new ConfigurationRows(db, configuration), turn }
}

function registerOf({ name, element }: MetadataObject): Register {
  const parts = childOf(element, 'ChildObjects')?.children.filter(({ tag }) => tag !== 'Form') ?? []
  const nameOf = (part: Element) => textIn(part, 'Properties', 'Name')
  return {
    name,
    dimensions: parts.filter(({ tag }) => tag === 'Dimension').map(nameOf),
    fields: new Map(parts.map((part) => [nameOf(part), typeIn(part)])),
  }
}

function typeIn(element: Element): FieldType {
  const type = childOf(element, 'Properties', 'Type')
  switch (textIn(type, 'v8:Type')) {
    case 'xs:string':
      return { kind: 'string', length: Number(textIn(type, 'v8:StringQualifiers', 'v8:Length')) }
    case 'xs:decimal':
      return { kind: 'number' }
    case 'xs:boolean':
      return { kind: 'boolean' }
    case 'xs:dateTime':
      return { kind: 'date' }
    default:
      return { kind: 'storage' }
  }
}

/** A field takes any value and makes it one of its own type: a long string is cut, another type becomes empty. */
export function adjusted(type: FieldType, value: Value): Value {
  switch (type.kind) {
    case 'string':
      if (typeof value !== 'string') return ''
      return type.length > 0 ? value.slice(0, type.length) : value
    case 'number':
      return typeof value === 'number' ? value : 0
    case 'boolean':
      return value === true
    case 'date':
      return value instanceof BslDate ? value : emptyDate
    case 'storage':
      return value instanceof ValueStorage ? value : new ValueStorage(undefined)
    default:
      return type satisfies never
  }
}

/** ХранилищеЗначения, of files only. */
export class ValueStorage extends Thing {
  constructor(readonly held: Binary | undefined) {
    super('ХранилищеЗначения', { Получить: () => held })
  }
}

export function toColumn(value: Value): string | number | Buffer | null {
  if (value instanceof BslDate) return value.seconds
  if (value instanceof ValueStorage) return value.held?.bytes ?? null
  if (value instanceof Reference) return value.text
  if (value instanceof Thing && value.type === 'УникальныйИдентификатор')
    return String(value.get('Представление')).toLowerCase()
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number') return value
  if (value === undefined || value === null) return null
  throw new BslException('Значение этого типа в запросе не сравнивается')
}

export function fromColumn(type: FieldType | undefined, column: unknown): Value {
  if (column === null && type?.kind !== 'storage') return null
  switch (type?.kind) {
    case 'boolean':
      return column === 1
    case 'date':
      return new BslDate(Number(column))
    case 'storage':
      return new ValueStorage(Buffer.isBuffer(column) ? new Binary(column) : undefined)
    default:
      return typeof column === 'number' || typeof column === 'string' ? column : null
  }
}

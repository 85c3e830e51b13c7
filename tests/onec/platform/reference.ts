import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import { type Configuration, type ConfigurationTable, fieldsOf, isPart, kindOf } from './configuration.ts'
import { BslDate, BslException, List, Structure, Thing, type Value } from './values.ts'

/** What a row of the configuration is written with. */
export type Cell = string | number | boolean | Date | undefined

const typeOfReference: Record<string, string> = {
  Справочник: 'СправочникСсылка',
  Документ: 'ДокументСсылка',
  Задача: 'ЗадачаСсылка',
}

/** A reference. The same row is the same object, so that `=` holds. In the database it is `Справочник.Контрагенты:<uuid>`. */
export class Reference extends Thing {
  constructor(
    private readonly rows: ConfigurationRows,
    readonly table: string,
    readonly id: string,
  ) {
    super(`${typeOfReference[kindOf(table)]}.${table.split('.')[1]}`, {
      УникальныйИдентификатор: () => uuidOf(id),
      Метаданные: () => rows.metadata(table),
      Пустая: () => id === '',
    })
  }

  get text(): string {
    return `${this.table}:${this.id}`
  }

  override get(name: string): Value {
    return this.properties.get(name) ?? this.rows.field(this, name)
  }
}

export const uuidOf = (id: string): Thing => new Thing('УникальныйИдентификатор', {}, new Map([['Представление', id]]))

/** The rows of a configuration's own tables. */
export class ConfigurationRows {
  private readonly references = new Map<string, Reference>()
  readonly tables: ReadonlyMap<string, ConfigurationTable>
  metadata: (table: string) => Value = () => undefined

  constructor(
    private readonly db: Database.Database,
    configuration: Configuration,
  ) {
    this.tables = new Map(configuration.tables.map((table) => [table.name, table]))
    for (const table of configuration.tables)
      db.exec(`create table [${table.name}] (${Object.keys(fieldsOf(table)).map((name) => `[${name}]`)})`)
  }

  /** @returns the row's reference. */
  insert(table: string, row: Record<string, Cell | Reference>, id: string = randomUUID()): Reference {
    const fields = fieldsOf(this.table(table))
    const reference = this.reference(table.split('.').slice(0, 2).join('.'), id)
    const given: Record<string, Cell | Reference> = { Ссылка: reference, ...row }
    const names = Object.keys(fields)
    this.db
      .prepare(`insert into [${table}] values (${names.map(() => '?')})`)
      .run(...names.map((name) => cellOf(fields[name], given[name])))
    return reference
  }

  count(table: string): number {
    return Number(this.db.prepare(`select count(*) from [${table}]`).pluck().get())
  }

  reference(table: string, id: string): Reference {
    const key = `${table}:${id}`
    const known = this.references.get(key) ?? new Reference(this, table, id)
    this.references.set(key, known)
    known.properties.set('Представление', this.title(known))
    return known
  }

  field(reference: Reference, name: string): Value {
    const kind = fieldsOf(this.table(reference.table))[name]
    if (kind === undefined) throw new BslException(`Поле объекта не обнаружено (${name})`)
    const column = this.db
      .prepare(`select [${name}] from [${reference.table}] where Ссылка = ?`)
      .pluck()
      .get(reference.text)
    return this.value(kind, column)
  }

  value(kind: string | undefined, column: unknown): Value {
    if (typeof column === 'string' && /^(Справочник|Документ|Задача)\.[^.:]+:/u.test(column)) {
      const [table = '', id = ''] = column.split(':')
      return this.reference(table, id)
    }
    if (kind === 'boolean') return column === 1
    if (kind === 'date') return new BslDate(Number(column ?? 0))
    return typeof column === 'string' || typeof column === 'number' ? column : undefined
  }

  private table(name: string): ConfigurationTable {
    const table = this.tables.get(name)
    if (!table) throw new BslException(`Поле объекта не обнаружено (${name})`)
    return table
  }

  private title({ table, text }: Reference): string {
    if (!typeOfReference[kindOf(table)] || isPart(table) || !this.tables.has(table)) return text
    const shown = kindOf(table) === 'Документ' ? 'Номер' : 'Наименование'
    const found = this.db.prepare(`select [${shown}] from [${table}] where Ссылка = ?`).pluck().get(text)
    if (typeof found !== 'string') return `<Объект не найден> (${text})`
    return kindOf(table) === 'Документ' ? `${table.split('.')[1]} ${found}` : found
  }
}

function cellOf(kind: string | undefined, value: Cell | Reference): string | number | null {
  if (value instanceof Reference) return value.text
  if (value instanceof Date) return BslDate.ofMilliseconds(value.getTime()).seconds
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value !== undefined) return value
  return kind === 'string' ? '' : kind === 'boolean' || kind === 'number' || kind === 'date' ? 0 : null
}

/** Справочники, Документы, Задачи: managers by name. */
export function managersOf(rows: ConfigurationRows, kind: string): Thing {
  const names = [...rows.tables.keys()].filter((name) => kindOf(name) === kind && !isPart(name))
  return new Structure(names.map((name) => [name.split('.')[1] ?? '', managerOf(rows, name)]))
}

const managerOf = (rows: ConfigurationRows, table: string): Thing =>
  new Thing('Менеджер', {
    ПолучитьСсылку: (id) =>
      rows.reference(table, id instanceof Thing ? String(id.get('Представление')).toLowerCase() : ''),
    ПустаяСсылка: () => rows.reference(table, ''),
    СоздатьЗадачу: () => newObject(rows, table),
  })

/** An object that is written once. */
function newObject(rows: ConfigurationRows, table: string): Thing {
  const fields = Object.keys(fieldsOf(rows.tables.get(table) ?? { name: table, fields: {} }))
  const object: Thing = new Thing(
    'Объект',
    {
      Записать: () => {
        const row = Object.fromEntries(
          fields.filter((name) => name !== 'Ссылка').map((name) => [name, cellIn(object.get(name))]),
        )
        object.set('Ссылка', rows.insert(table, row))
      },
    },
    new Map(fields.map((name): [string, Value] => [name, undefined])),
  )
  return object
}

function cellIn(value: Value): Cell | Reference {
  if (value instanceof Reference) return value
  if (value instanceof BslDate) return value.seconds
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

/** Метаданные of the configuration's own objects, by the names of their collections. */
export function describe(rows: ConfigurationRows, formOf: (table: string) => string | undefined): Map<string, Thing> {
  const all = new Map([...rows.tables.values()].map((table) => [table.name, metadataOf(rows, table, formOf)]))
  rows.metadata = (table) => all.get(table)
  const collections = { Справочники: 'Справочник', Документы: 'Документ', Задачи: 'Задача' }
  return new Map(
    Object.entries(collections).map(([name, kind]) => [
      name,
      listOf([...all].filter(([table]) => kindOf(table) === kind && !isPart(table)).map(([, thing]) => thing)),
    ]),
  )
}

/** A collection of metadata: by turns, by name, and whether something is in it. */
export function listOf(things: Thing[]): List {
  return new List(things, 'КоллекцияОбъектовМетаданных', {
    Найти: (name) => things.find((thing) => thing.get('Имя') === name),
    Содержит: (thing) => things.some((each) => each === thing),
  })
}

function metadataOf(
  rows: ConfigurationRows,
  table: ConfigurationTable,
  formOf: (table: string) => string | undefined,
): Thing {
  const attributes = Object.entries(table.fields).map(([name, kind]) => attributeOf(name, kind))
  const parts = [...rows.tables.values()].filter(({ name }) => isPart(name) && name.startsWith(`${table.name}.`))
  const form = formOf(table.name)
  return new Thing(
    'ОбъектМетаданных',
    { ПолноеИмя: () => table.name },
    new Map<string, Value>([
      ['Имя', table.name.split('.').at(-1)],
      ['Реквизиты', listOf(attributes)],
      ['ТабличныеЧасти', listOf(parts.map((part) => metadataOf(rows, part, formOf)))],
      ['Проведение', 'Разрешить'],
      ['ОсновнаяФормаОбъекта', form === undefined ? undefined : new Thing('Форма', { ПолноеИмя: () => form })],
    ]),
  )
}

function attributeOf(name: string, kind: string): Thing {
  const type = `Тип ${kind.replace(/^(Справочник|Документ)\./u, '$1Ссылка.')}`
  const types = new Thing('ОписаниеТипов', {
    Типы: () => new List([type]),
    СодержитТип: (other) => other === type,
  })
  return new Structure([
    ['Имя', name],
    ['Тип', types],
  ])
}

import { fieldsOf } from './configuration.ts'
import { fromColumn, type Infobase, toColumn } from './infobase.ts'
import { BslException, List, numberOf, Structure, Thing, textOf, type Value } from './values.ts'

/** Words of the query language that have one in SQL. */
const sqlWords: Readonly<Record<string, string>> = {
  ВЫБРАТЬ: 'select',
  РАЗЛИЧНЫЕ: 'distinct',
  КАК: 'as',
  ИЗ: 'from',
  ЛЕВОЕ: 'left',
  ВНУТРЕННЕЕ: 'inner',
  СОЕДИНЕНИЕ: 'join',
  ГДЕ: 'where',
  И: 'and',
  ИЛИ: 'or',
  НЕ: 'not',
  В: 'in',
  УБЫВ: 'desc',
  ВОЗР: 'asc',
  ЕСТЬNULL: 'ifnull',
  ПОДОБНО: 'like',
  ИСТИНА: '1',
  ЛОЖЬ: '0',
  НЕОПРЕДЕЛЕНО: 'null',
}

const token = /"(?:[^"]|"")*"|&[\p{L}_][\p{L}\p{N}_]*|[\p{L}_][\p{L}\p{N}_]*|\d+|<>|<=|>=|\s+|[^\s]/gu

/** Новый Запрос(Текст): queries over the registers of the extension and over the tables of the configuration. */
export class Query extends Thing {
  private readonly parameters = new Map<string, Value>()

  constructor(
    private readonly infobase: Infobase,
    text: Value,
  ) {
    super(
      'Запрос',
      {
        УстановитьПараметр: (name, value) => {
          this.parameters.set(textOf(name), value)
        },
        Выполнить: () => this.result(),
      },
      new Map([['Текст', text]]),
    )
  }

  private result(): Thing {
    const { sql, given } = this.translated(textOf(this.get('Текст')))
    const rows = this.rows(sql, given)
    const table = () => tableOf(rows)
    return new Thing('РезультатЗапроса', {
      Пустой: () => rows.length === 0,
      Выгрузить: table,
      Выбрать: () => selectionOf(rows),
    })
  }

  private rows(sql: string, given: (string | number | Buffer | null)[]): Map<string, Value>[] {
    const { rows, registers } = this.infobase
    const tables = tablesIn(textOf(this.get('Текст')))
    const columns = columnsIn(textOf(this.get('Текст')))
    const shownBy = (name: string, column: unknown): Value => {
      const shown = columns.get(name)
      const register = registers.get(tables.get(shown?.alias ?? '')?.replace('РегистрСведений.', '') ?? '')
      if (register) return fromColumn(register.fields.get(shown?.field ?? ''), column)
      const table = rows.tables.get(tables.get(shown?.alias ?? '') ?? '')
      return rows.value(table && fieldsOf(table)[shown?.field ?? ''], column)
    }
    const statement = this.infobase.db.prepare<unknown[], Record<string, unknown>>(sql)
    return statement
      .all(...given)
      .map((row) => new Map(Object.entries(row).map(([name, column]) => [name, shownBy(name, column)])))
  }

  private translated(text: string): { sql: string; given: (string | number | Buffer | null)[] } {
    const given: (string | number | Buffer | null)[] = []
    const limit = /ПЕРВЫЕ (\d+)/u.exec(text)?.[1]
    const plain = withoutCasts(text)
      .replace(/ПЕРВЫЕ \d+/u, '')
      .replace(/УПОРЯДОЧИТЬ ПО/u, 'order by')
      .replace(path, (_, alias, field, inside) => this.throughReference(text, alias, field, inside))
      .replace(table, (_, name, alias) => `[${this.tableOf(name)}] КАК ${alias}`)
    const sql = [...plain.matchAll(token)].map(([word]) => this.word(word, given)).join('')
    return { sql: limit === undefined ? sql : `${sql} limit ${limit}`, given }
  }

  /** A register of the extension stands in the database under its bare name. */
  private tableOf(name: string): string {
    const own = name.replace('РегистрСведений.', '')
    return this.infobase.registers.has(own) ? own : name
  }

  /** `Контакты.Ссылка.Наименование`: a field of what is referred to. */
  private throughReference(text: string, alias: string, field: string, inside: string): string {
    const owner = this.infobase.rows.tables.get(tablesIn(withoutCasts(text)).get(alias) ?? '')
    const target = owner && fieldsOf(owner)[field]
    if (target === undefined) throw new BslException(`Поле не найдено "${alias}.${field}"`)
    return `(select [${inside}] from [${target}] where [${target}].Ссылка = ${alias}.${field})`
  }

  private word(word: string, given: (string | number | Buffer | null)[]): string {
    if (word.startsWith('"')) return `'${word.slice(1, -1).replaceAll('""', '"').replaceAll("'", "''")}'`
    if (word === 'ПО') return 'on'
    if (!word.startsWith('&')) return sqlWords[word] ?? word
    if (!this.parameters.has(word.slice(1))) throw new BslException(`Не задано значение параметра "${word.slice(1)}"`)
    const value = this.parameters.get(word.slice(1))
    const values = value instanceof List ? value.values : [value]
    given.push(...values.map(toColumn))
    return values.map(() => '?').join(', ')
  }
}

const name = '[\\p{L}_][\\p{L}\\p{N}_]*'
const table = new RegExp(`((?:РегистрСведений|Справочник|Документ|Задача)(?:\\.${name}){1,2}) КАК (${name})`, 'gu')
const path = new RegExp(
  `(?<![\\p{L}\\p{N}_.])(?!(?:РегистрСведений|Справочник|Документ|Задача)\\.)(${name})\\.(${name})\\.(${name})`,
  'gu',
)

/** What concerns types alone: every value of ours knows its own. */
const withoutCasts = (text: string): string =>
  text
    .replace(/ВЫРАЗИТЬ\(([\p{L}_.]+) КАК [\p{L}_.]+\)/gu, '$1')
    .replace(/ ССЫЛКА ([\p{L}_.]+)/gu, ' ПОДОБНО "$1:%"')
    .replace(/ЗНАЧЕНИЕ\(Перечисление\.[\p{L}_]+\.([\p{L}_]+)\)/gu, '"$1"')
    .replace(/ДАТАВРЕМЯ\(1, 1, 1\)/gu, '0')

const tablesIn = (text: string): Map<string, string> =>
  new Map([...text.matchAll(table)].map(([, of = '', alias = '']) => [alias, of]))

/** Of each column, the field that it shows. */
const columnsIn = (text: string): Map<string, { alias: string; field: string }> =>
  new Map(
    [...withoutCasts(text).matchAll(/(?<![\p{L}_.])([\p{L}_]+)\.([\p{L}_]+) КАК ([\p{L}_]+)/gu)].map(
      ([, alias = '', field = '', as = '']) => [as, { alias, field }],
    ),
  )

const rowOf = (row: Map<string, Value>): Structure => new Structure(row)

function tableOf(rows: Map<string, Value>[]): List {
  const values: Value[] = rows.map(rowOf)
  const column = (name: Value) => values.map((row) => (row instanceof Thing ? row.get(textOf(name)) : undefined))
  const table: List = new List(values, 'ТаблицаЗначений', {
    ВыгрузитьКолонку: (name) => new List(column(name)),
    Сортировать: (name) => {
      const keys = new Map(values.map((row, at) => [row, column(name)[at]]))
      values.sort((one, other) => numberOf(toOrder(keys.get(one))) - numberOf(toOrder(keys.get(other))))
    },
  })
  return table
}

const toOrder = (value: Value): Value => {
  const column = toColumn(value)
  return typeof column === 'number' ? column : 0
}

function selectionOf(rows: Map<string, Value>[]): Thing {
  let at = -1
  const properties = new Map<string, Value>()
  return new Thing(
    'ВыборкаИзРезультатаЗапроса',
    {
      Следующий: () => {
        at += 1
        for (const [name, value] of rows[at] ?? []) properties.set(name, value)
        return at < rows.length
      },
      Количество: () => rows.length,
    },
    properties,
  )
}

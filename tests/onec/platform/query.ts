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
  ИСТИНА: '1',
  ЛОЖЬ: '0',
}

const token = /"(?:[^"]|"")*"|&[\p{L}_][\p{L}\p{N}_]*|[\p{L}_][\p{L}\p{N}_]*|\d+|<>|<=|>=|\s+|[^\s]/gu

/** Новый Запрос(Текст): queries over the registers of the extension, which is all that it asks of its own data. */
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
    const types = this.columnTypes(textOf(this.get('Текст')))
    const statement = this.infobase.db.prepare<unknown[], Record<string, unknown>>(sql)
    return statement
      .all(...given)
      .map((row) => new Map(Object.entries(row).map(([name, column]) => [name, fromColumn(types.get(name), column)])))
  }

  /** Of each column, the type of the field that it shows. */
  private columnTypes(text: string) {
    const tables = new Map(
      [...text.matchAll(/РегистрСведений\.([\p{L}_]+) КАК ([\p{L}_]+)/gu)].map(([, register = '', alias = '']) => [
        alias,
        register,
      ]),
    )
    const columns = [...text.matchAll(/([\p{L}_]+)\.([\p{L}_]+) КАК ([\p{L}_]+)/gu)]
    return new Map(
      columns.map(([, alias = '', field = '', name = '']) => [
        name,
        this.infobase.registers.get(tables.get(alias) ?? '')?.fields.get(field),
      ]),
    )
  }

  private translated(text: string): { sql: string; given: (string | number | Buffer | null)[] } {
    const given: (string | number | Buffer | null)[] = []
    const limit = /ПЕРВЫЕ (\d+)/u.exec(text)?.[1]
    const plain = text
      .replace(/ПЕРВЫЕ \d+/u, '')
      .replace(/РегистрСведений\./gu, '')
      .replace(/УПОРЯДОЧИТЬ ПО/u, 'order by')
    const sql = [...plain.matchAll(token)].map(([word]) => this.word(word, given)).join('')
    return { sql: limit === undefined ? sql : `${sql} limit ${limit}`, given }
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

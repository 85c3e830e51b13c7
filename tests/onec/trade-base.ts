import { randomUUID } from 'node:crypto'
import { readDump, readDumpFiles } from './dump/dump.ts'
import { type Base, type BaseParts, type BaseUser, createBase } from './platform/base.ts'
import { type Library, tradeWithLibrary } from './platform/configuration.ts'
import { fromJson } from './platform/json.ts'
import type { Reference } from './platform/reference.ts'
import { Binary, BslException, List, presentation, Structure, Thing, textOf, type Value } from './platform/values.ts'

/* The trade into which the shipped extension is loaded: its people, its set-up, and БСП as far as the extension calls it. */

export const dump = readDump(readDumpFiles('relay/onec/configuration-extension'))
export const production = 'Srvr="app";Ref="trade";'

/** Who the relay's administrator is in 1C, where the test says so. */
export const userOf = (login: string, roles: string[], id: string = randomUUID()): BaseUser => ({
  id,
  login,
  password: `${login}-1`,
  name: login,
  roles,
})

/** Sets the extension up as the settings form does it. */
export async function setUp(base: Base, address: string, token: string): Promise<Base> {
  await base.setConstants({ рм_АдресРеле: `${address}/`, рм_ТокенРеле: token, рм_ОбменВключен: true })
  await base.call('рм_Хранилище', 'ЗапомнитьСостояние', 'СтрокаСоединения', production)
  return base
}

/** A print command of БСП, and what it prints. */
export interface PrintCommand {
  id: string
  file?: string
  handler?: string
  isDefault?: boolean
  wantsPosted?: boolean
  fails?: string
}

/** A base on БСП whose parts a test may turn. */
export interface TradeOnLibrary {
  base: Base
  /** By the name of the document's form. */
  printing: Map<string, PrintCommand[]>
  /** БСП's lock on external resources, which it sets in a copy. */
  locked: boolean
}

export function openTradeOnLibrary(users: BaseUser[], parts: Partial<BaseParts> = {}): TradeOnLibrary {
  const printing = new Map<string, PrintCommand[]>()
  const trade: Omit<TradeOnLibrary, 'base'> = { printing, locked: false }
  const base = createBase(dump, {
    users,
    configuration: tradeWithLibrary(libraryFor(trade)),
    formOf: (table) => (table.startsWith('Документ.') ? `${table}.Форма.ФормаДокумента` : undefined),
    ...parts,
  })
  return Object.assign(trade, { base })
}

/** The signatures are those of БСП 3.1.12 (1c-syntax/ssl_3_1). */
function libraryFor(trade: Omit<TradeOnLibrary, 'base'>): Library {
  const secrets = new Map<string, Value>()
  return {
    ОбщегоНазначения: {
      ПриНачалеВыполненияРегламентногоЗадания: () => undefined,
      ПрочитатьДанныеИзБезопасногоХранилища: (_owner, key) => secrets.get(textOf(key)),
      ЗаписатьДанныеВБезопасноеХранилище: (_owner, value, key) => {
        secrets.set(textOf(key), value)
        return undefined
      },
    },
    РегламентныеЗаданияСервер: { РаботаСВнешнимиРесурсамиЗаблокирована: () => trade.locked },
    ПолучениеФайловИзИнтернета: { ПолучитьПрокси: () => undefined },
    УправлениеПечатью: {
      КомандыПечатиФормы: (form) => commandTable(trade.printing.get(textOf(form)) ?? []),
      НастройкиСохранения: () => new Structure(),
      НапечататьВФайл: (command, references) => printed(trade, command, references),
    },
  }
}

function commandTable(commands: PrintCommand[]): List {
  const rows = commands.map(
    ({ id, handler = '', isDefault = false, wantsPosted = false }) =>
      new Structure([
        ['Идентификатор', id],
        ['Обработчик', handler],
        ['Отключена', false],
        ['СкрытаФункциональнымиОпциями', false],
        ['СразуНаПринтер', false],
        ['КомандаПоУмолчанию', isDefault],
        ['ПроверкаПроведенияПередПечатью', wantsPosted],
      ]),
  )
  const table = new List(rows, 'ТаблицаЗначений')
  table.properties.set('Колонки', new Thing('Колонки', { Найти: (name) => name }))
  return table
}

function printed({ printing }: Omit<TradeOnLibrary, 'base'>, command: Value, references: Value): List {
  const id = command instanceof Structure ? command.get('Идентификатор') : undefined
  const known = [...printing.values()].flat().find((each) => each.id === id)
  if (known?.fails !== undefined) throw new BslException(known.fails)
  if (known?.file === undefined) return new List()
  const [reference] = references instanceof List ? references.values : []
  return new List([
    new Structure([
      ['ИмяФайла', `${known.file}.pdf`],
      ['ДвоичныеДанные', new Binary(Buffer.from(`%PDF-1.4 ${presentation(reference)}`))],
    ]),
  ])
}

/** A counterparty with its phones, as БСП keeps them: as written, and the digits to search by. */
export function addClient(base: Base, name: string, phones: [written: string, digits: string][], owner?: Reference) {
  const client = base.configuration.insert('Справочник.Контрагенты', {
    Наименование: name,
    ...(owner === undefined ? {} : { ОсновнойМенеджер: owner }),
  })
  for (const [Представление, НомерТелефона] of phones)
    base.configuration.insert(
      'Справочник.Контрагенты.КонтактнаяИнформация',
      { Тип: 'Телефон', Представление, НомерТелефона },
      client.id,
    )
  return client
}

/** An element of «Пользователи» for a user of the infobase. */
export const addUser = (base: Base, user: BaseUser): Reference =>
  base.configuration.insert('Справочник.Пользователи', {
    Наименование: user.name,
    ИдентификаторПользователяИБ: user.id,
  })

export const run = (base: Base) => base.call('рм_Обмен', 'РегламентноеЗадание')
export const rowOf = (base: Base, register: string, key: string, value: string) =>
  base.rows(register).find((row) => row[key] === value)
export const cursorOf = (base: Base) => Number(base.rows('рм_Курсор')[0]?.Номер ?? 0)

/** Gives a base a packet of the relay's without a relay. */
export const take = (base: Base, packet: { events?: object[]; results?: object[] }) =>
  base.call(
    'рм_Обмен',
    'ПринятьПакет',
    fromJson(JSON.stringify({ protocol: 1, events: [], results: [], more: false, ...packet })),
  )

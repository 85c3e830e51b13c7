import type { Value } from './values.ts'

/** The configuration that the extension is loaded into: its catalogs and documents, and with БСП their other tables. */
export interface Configuration {
  tables: ConfigurationTable[]
  /** Its common modules: БСП's, by name. Without БСП there is none. */
  library?: Library
}

export interface ConfigurationTable {
  /** `Справочник.Контрагенты`, `Справочник.Контрагенты.КонтактнаяИнформация`, `Документ.Счет`, `Задача.X`, `РегистрСведений.X` */
  name: string
  fields: Record<string, FieldOfTable>
}

/** `boolean`, `number`, `date`, `string`, or the object that is referred to: `Справочник.Контрагенты`. */
export type FieldOfTable = string

/** What a БСП module does, by the names of module and method. */
export type Library = Record<string, Record<string, (...given: Value[]) => Value>>

/** Fields that every object of a kind has. */
const standard: Record<string, Record<string, FieldOfTable>> = {
  Справочник: { Наименование: 'string', ПометкаУдаления: 'boolean', ЭтоГруппа: 'boolean' },
  Документ: { Дата: 'date', Номер: 'string', ПометкаУдаления: 'boolean', Проведен: 'boolean' },
  Задача: { Дата: 'date', Наименование: 'string' },
}

export const kindOf = (table: string): string => table.split('.')[0] ?? ''

export const isPart = (table: string): boolean => table.split('.').length > 2

/** All fields of a table, its reference first: a part has that of its owner. */
export function fieldsOf({ name, fields }: ConfigurationTable): Record<string, FieldOfTable> {
  if (kindOf(name) === 'РегистрСведений') return fields
  const owner = name.split('.').slice(0, 2).join('.')
  return { Ссылка: owner, ...(isPart(name) ? {} : standard[kindOf(name)]), ...fields }
}

const contacts: Record<string, FieldOfTable> = {
  Тип: 'string',
  Представление: 'string',
  НомерТелефона: 'string',
}

/** A small trade without БСП: clients are documents' partners, but have no contact information of БСП's form. */
export const plainTrade: Configuration = {
  tables: [
    { name: 'Справочник.Клиенты', fields: {} },
    { name: 'Документ.Заказ', fields: { Клиент: 'Справочник.Клиенты', СуммаДокумента: 'number' } },
  ],
}

/** A trade on БСП, as far as the extension looks at one. */
export const tradeWithLibrary = (library: Library): Configuration => ({
  library,
  tables: [
    {
      name: 'Справочник.Пользователи',
      fields: { ИдентификаторПользователяИБ: 'string', Недействителен: 'boolean', Служебный: 'boolean' },
    },
    { name: 'Справочник.Валюты', fields: {} },
    { name: 'Справочник.Контрагенты', fields: { ОсновнойМенеджер: 'Справочник.Пользователи' } },
    { name: 'Справочник.Контрагенты.КонтактнаяИнформация', fields: contacts },
    { name: 'Справочник.Склады', fields: {} },
    {
      name: 'Справочник.ШаблоныСообщений',
      fields: { ТекстШаблонаSMS: 'string', ПредназначенДляSMS: 'boolean', ТолькоДляАвтора: 'boolean' },
    },
    { name: 'Справочник.ГруппыДоступа', fields: {} },
    {
      name: 'Справочник.ГруппыДоступа.Пользователи',
      fields: { Пользователь: 'Справочник.Пользователи', СрокДействия: 'date' },
    },
    {
      name: 'РегистрСведений.СоставыГруппПользователей',
      fields: {
        ГруппаПользователей: 'Справочник.Пользователи',
        Пользователь: 'Справочник.Пользователи',
        Используется: 'boolean',
      },
    },
    {
      name: 'Документ.СчетНаОплату',
      fields: { Контрагент: 'Справочник.Контрагенты', СуммаДокумента: 'number', ВалютаДокумента: 'Справочник.Валюты' },
    },
    { name: 'Документ.АктСверки', fields: { Контрагент: 'Справочник.Контрагенты' } },
    { name: 'Документ.ПеремещениеТоваров', fields: { Склад: 'Справочник.Склады' } },
    {
      name: 'Задача.ЗадачаИсполнителя',
      fields: { Описание: 'string', Автор: 'Справочник.Пользователи', Исполнитель: 'Справочник.Пользователи' },
    },
  ],
})

import { type Dump, objectsOf } from '../dump/dump.ts'
import { type Configuration, kindOf } from './configuration.ts'
import { listOf } from './reference.ts'
import { List, Structure, Thing, textOf, type Value } from './values.ts'

/** Метаданные: the extension's own objects by name, and those of the configuration. */
export function metadataOf(dump: Dump, own: Map<string, Thing>, { tables, library = {} }: Configuration): Thing {
  const named = (name: string) => new Structure([['Имя', name]])
  const ownRegisters = tables
    .filter(({ name }) => kindOf(name) === 'РегистрСведений')
    .map(({ name }) => name.replace('РегистрСведений.', ''))
  return new Thing(
    'Метаданные',
    {
      НайтиПоТипу: (type) => {
        const [kind, name] = textOf(type).replace('Тип ', '').split('Ссылка.')
        const collection = own.get({ Справочник: 'Справочники', Документ: 'Документы' }[kind ?? ''] ?? '')
        return collection?.call('Найти', [name])
      },
    },
    new Map<string, Value>([
      ...own,
      ['ОбщиеМодули', listOf(Object.keys(library).map(named))],
      ['РегистрыСведений', byName([...namesOf(dump, 'InformationRegister'), ...ownRegisters])],
      ['Роли', byName(namesOf(dump, 'Role'))],
      ['РегламентныеЗадания', byName(namesOf(dump, 'ScheduledJob'))],
      ['СвойстваОбъектов', new Structure([['Проведение', new Structure([['Разрешить', 'Разрешить']])]])],
    ]),
  )
}

const namesOf = (dump: Dump, type: string): string[] => objectsOf(dump, type).map(({ name }) => name)

/** Objects that stand for themselves by their names. */
function byName(names: string[]): List {
  const found: List = new List([...names], 'КоллекцияОбъектовМетаданных', {
    Найти: (name) => names.find((each) => each === textOf(name)),
  })
  for (const name of names) found.properties.set(name, name)
  return found
}

/** БСП's common modules. */
export const libraryOf = ({ library = {} }: Configuration): Map<string, Thing> =>
  new Map(Object.entries(library).map(([name, verbs]) => [name, new Thing(name, verbs)]))

/** РегламентныеЗадания, of which there is one at most. */
export const jobsOf = (job: () => { enabled: boolean } | undefined): Thing =>
  new Thing('МенеджерРегламентныхЗаданий', {
    ПолучитьРегламентныеЗадания: () => {
      const found = job()
      return new List(found ? [new Structure([['Использование', found.enabled]])] : [])
    },
  })

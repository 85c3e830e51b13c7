import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  openTransactions,
  reachesLibrary,
  shadowedNames,
  unknownNames,
  unknownObjects,
  untranslated,
  wrongCalls,
  wrongQueryFields,
  wrongRecordFields,
  wrongReturns,
} from './dump/check-code.ts'
import {
  wrongForms,
  wrongHttpServices,
  wrongJobs,
  wrongRights,
  wrongSubsystems,
  wrongTypes,
} from './dump/check-links.ts'
import {
  identitiesOf,
  wrongComposition,
  wrongEncoding,
  wrongGeneratedTypes,
  wrongIdentities,
  wrongNames,
  wrongRoot,
  wrongVersions,
} from './dump/check-xml.ts'
import { readCode } from './dump/code.ts'
import { type Dump, type DumpFiles, httpMethodsOf, readDump, readDumpFiles } from './dump/dump.ts'

const files = readDumpFiles('relay/onec/configuration-extension')
const dump = readDump(files)
const code = readCode(dump)

/** The dump with one file changed, or with one file more or less. */
const changed = (path: string, change: (text: string) => string | undefined): Dump => {
  const copy = new Map(files)
  const text = change(files.get(path) ?? '')
  if (text === undefined) copy.delete(path)
  else copy.set(path, text)
  expect(copy, `nothing was changed in ${path}`).not.toEqual(files as DumpFiles)
  return readDump(copy)
}

const exchange = 'CommonModules/рм_Обмен/Ext/Module.bsl'
const store = 'CommonModules/рм_Хранилище/Ext/Module.bsl'
const register = 'InformationRegisters/рм_Чаты.xml'
const chatForm = 'CommonForms/рм_Чат/Ext/Form.xml'

describe('the 1C extension as a dump', () => {
  it('is there', () => {
    expect(dump.objects.length).toBeGreaterThan(30)
    expect(code.modules.size).toBeGreaterThan(10)
  })

  it('1: is well-formed XML, and each file begins with a byte order mark', () => {
    expect(wrongEncoding(dump)).toEqual([])
    expect(wrongEncoding(changed(register, (text) => text.replace('</Properties>', '')))).not.toEqual([])
    expect(wrongEncoding(changed(register, (text) => text.slice(1)))).toEqual([`${register}: no byte order mark`])
  })

  it('2: is of one version of the format', () => {
    expect(wrongVersions(dump)).toEqual([])
    expect(wrongVersions(changed(register, (text) => text.replace('version="2.17"', 'version="2.20"')))).toHaveLength(1)
  })

  it('3: has the properties of an extension in their order, and the seven contained objects', () => {
    expect(wrongRoot(dump)).toEqual([])
    expect(wrongRoot(changed('Configuration.xml', (text) => text.replace('9cd510cd', '9cd510ce')))).toHaveLength(1)
  })

  it('4: gives each thing a uuid of its own', () => {
    expect(wrongIdentities(dump)).toEqual([])
    const [first, second] = identitiesOf(dump).filter(({ of }) => of.startsWith('Configuration.xml'))
    const doubled = changed('Configuration.xml', (text) => text.replace(second?.id ?? '', first?.id ?? ''))
    expect(wrongIdentities(doubled)).not.toEqual([])
  })

  it('5: lists what is there, in the canonical order, and nothing else is there', () => {
    expect(wrongComposition(dump)).toEqual([])
    expect(wrongComposition(changed(register, () => undefined))).not.toEqual([])
    expect(wrongComposition(changed('Catalogs/рм_Лишний.xml', () => '\uFEFF<a/>'))).toHaveLength(1)
  })

  it('6: has legal names, its own with the prefix, adopted ones without', () => {
    expect(wrongNames(dump)).toEqual([])
    expect(wrongNames(changed(register, (text) => text.replace('<Name>Телефон<', '<Name>Тел ефон<')))).toHaveLength(1)
  })

  it('7: has all generated types under their names', () => {
    expect(wrongGeneratedTypes(dump)).toEqual([])
    expect(
      wrongGeneratedTypes(changed(register, (text) => text.replace('category="Manager"', 'category="Menager"'))),
    ).toHaveLength(1)
  })

  it('8: has modules that parse', () => {
    expect(code.faults).toEqual([])
    expect(readCode(changed(exchange, (text) => text.replace('КонецЕсли;', ''))).faults).toHaveLength(1)
  })

  it('9: runs its job in an exported method of a server module', () => {
    expect(wrongJobs(dump, code)).toEqual([])
    const hidden = changed(exchange, (text) => text.replace('РегламентноеЗадание() Экспорт', 'РегламентноеЗадание()'))
    expect(wrongJobs(hidden, readCode(hidden))).toHaveLength(1)
  })

  it('10: answers at /v1/exchange, /v1/ping and /v1/signin', () => {
    expect(wrongHttpServices(dump, code)).toEqual([])
    expect(httpMethodsOf(dump).map(({ verb, template }) => `${verb} ${template}`)).toEqual([
      'POST /v1/exchange',
      'GET /v1/ping',
      'POST /v1/signin',
    ])
    const deaf = changed('HTTPServices/рм_Мессенджер/Ext/Module.bsl', (text) =>
      text.replace('ПроверкаПолучить', 'Проверка'),
    )
    expect(wrongHttpServices(deaf, readCode(deaf))).toHaveLength(1)
  })

  it('11: gives rights that exist to what exists, and each HTTP method to some role', () => {
    expect(wrongRights(dump)).toEqual([])
    const rights = 'Roles/рм_Обмен/Ext/Rights.xml'
    const bare = changed(rights, (text) =>
      text.replace(/HTTPService\.рм_Мессенджер\.URLTemplate\.Обмен\.Method\.Выполнить/u, 'HTTPService.рм_Мессенджер'),
    )
    expect(wrongRights(bare)).toHaveLength(2)
  })

  it('12: has all its objects in the subsystem', () => {
    expect(wrongSubsystems(dump)).toEqual([])
    expect(
      wrongSubsystems(
        changed('Subsystems/рм_Мессенджер.xml', (text) => text.replace('Register.рм_Чаты', 'Register.рм_Чат')),
      ),
    ).toHaveLength(2)
  })

  it('13: calls methods that are there, with as many arguments as they take', () => {
    expect(wrongCalls(dump, code)).toEqual([])
    expect(unknownNames(dump, code)).toEqual([])
    expect(unknownObjects(dump, code)).toEqual([])
  })

  it.each([
    ['an undefined procedure', wrongCalls, 'ДобавитьСправочники(Пакет);', 'ДобавитьСправочник(Пакет);'],
    ['a method that another module does not have', wrongCalls, 'рм_Хранилище.НомерКурсора()', 'рм_Хранилище.Номер()'],
    [
      'a method that another module keeps to itself',
      wrongCalls,
      'рм_Хранилище.НомерКурсора()',
      'рм_Хранилище.ЗаписьКурсора()',
    ],
    ['an argument too many', wrongCalls, 'рм_Хранилище.НомерКурсора()', 'рм_Хранилище.НомерКурсора(1)'],
    ['an argument too few', wrongCalls, 'рм_Хранилище.ОтветыРеле(50)', 'рм_Хранилище.ОтветыРеле()'],
    [
      'a procedure in the place of a value',
      wrongCalls,
      'рм_Хранилище.НомерКурсора()',
      'рм_Хранилище.СдвинутьКурсор(1)',
    ],
    ['a variable that nobody has set', unknownNames, 'Возврат Применено;', 'Возврат Приминено;'],
    ['a module of БСП by its name', unknownNames, 'рм_Хранилище.НомерКурсора()', 'ОбщегоНазначения.Курсор()'],
  ])('13: finds %s', (_what, check, text, instead) => {
    const broken = changed(exchange, (module) => module.replace(text, instead))
    expect(check(broken, readCode(broken))).toHaveLength(1)
  })

  it('13: finds objects that are not there', () => {
    const broken = changed(store, (text) => text.replace('РегистрыСведений.рм_Чаты', 'РегистрыСведений.рм_Чатик'))
    expect(unknownObjects(broken, readCode(broken))).toHaveLength(1)
  })

  it('13: names no variable as the platform names its own', () => {
    expect(shadowedNames(code)).toEqual([])
    const broken = changed(exchange, (text) => text.replace('Исходящие = Новый Массив;', 'Документы = Новый Массив;'))
    expect(shadowedNames(readCode(broken))).toHaveLength(1)
  })

  it('14: has types of its own dump only, and keys of limited length', () => {
    expect(wrongTypes(dump)).toEqual([])
    expect(
      wrongTypes(
        changed(chatForm, (text) => text.replace('<v8:Type>xs:string<', '<v8:Type>cfg:CatalogRef.Контрагенты<')),
      ),
    ).toHaveLength(1)
  })

  it('15: reaches БСП from one module', () => {
    expect(new Set(reachesLibrary(code))).toEqual(new Set(['CommonModules/рм_БСП/Ext/Module.bsl']))
  })

  it('16: asks queries and records for fields that are there', () => {
    expect(wrongQueryFields(dump, code)).toEqual([])
    expect(wrongRecordFields(dump, code)).toEqual([])
    const query = changed(store, (text) => text.replace('Чаты.Чат КАК Чат', 'Чаты.Чатик КАК Чат'))
    expect(wrongQueryFields(query, readCode(query))).toHaveLength(1)
    const record = changed(store, (text) => text.replace('Запись.ПоследнийТекст =', 'Запись.ПоследнейТекст ='))
    expect(wrongRecordFields(record, readCode(record))).toHaveLength(1)
  })

  it('17: has forms whose elements, data and handlers are there', () => {
    expect(wrongForms(dump, code)).toEqual([])
    expect(
      wrongForms(
        changed(chatForm, (text) => text.replace('>Сообщения.Кто<', '>Сообщения.Некто<')),
        code,
      ),
    ).toHaveLength(1)
    expect(
      wrongForms(
        changed(chatForm, (text) => text.replace('<Action>Обновить<', '<Action>Обнови<')),
        code,
      ),
    ).toHaveLength(1)
  })

  it('18: never changes a uuid after it was given out', () => {
    const golden = 'tests/onec/golden-uuids.txt'
    const now = identitiesOf(dump).map(({ id, of }) => `${id} ${of}`)
    expect(existsSync(golden)).toBe(true)
    expect(`${now.join('\n')}\n`).toBe(readFileSync(golden, 'utf8'))
  })

  it('says everything in Russian and in English', () => {
    expect(untranslated(code)).toEqual([])
    const words = 'CommonModules/рм_Слова/Ext/Module.bsl'
    const broken = changed(words, (text) => text.replace("'; en = 'The file is damaged'", "'"))
    expect(untranslated(readCode(broken))).toHaveLength(1)
  })

  it('ends every transaction that it begins, and gives values from functions only', () => {
    expect(openTransactions(code)).toEqual([])
    expect(wrongReturns(code)).toEqual([])
  })
})

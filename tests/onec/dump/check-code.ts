import { same } from '../bsl/parse-module.ts'
import type { Expression, Method, Module } from '../bsl/syntax.ts'
import { attributesOf, formsOf } from './check-links.ts'
import { type DumpCode, expressionsIn, expressionsOf, methodsIn, statementsIn } from './code.ts'
import { type Dump, fieldsOf, objectsOf } from './dump.ts'
import { globalFunctions, globalNames } from './platform-words.ts'

/* Checks 13, 15 and 16 of guides/onec.md 1.8, and what a compiler of 1C would say: what the code names is there. */

type Call = Extract<Expression, { kind: 'call' }>

/** 13: a call finds its method, in the module itself or exported by a common one, with a fitting number of arguments; a procedure gives no value. */
export const wrongCalls = (dump: Dump, code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, module, method }) => {
    const asStatements = new Set(
      [...statementsIn(method.body)].flatMap((each) => (each.kind === 'expression' ? [each.expression] : [])),
    )
    const calls = expressionsIn(method).filter((each): each is Call => each.kind === 'call')
    return calls.flatMap((call) => {
      const wrong = wrongCall(call, module, dump, code, asStatements.has(call))
      return wrong === undefined ? [] : [`${path}:${call.line}: ${wrong}`]
    })
  })

function wrongCall(call: Call, module: Module, dump: Dump, code: DumpCode, asStatement: boolean): string | undefined {
  const { callee } = call
  if (callee.kind === 'name') {
    const local = module.methods.find(({ name }) => same(name, callee.name))
    if (local) return misfit(call, local, asStatement)
    return globalFunctions.has(callee.name) ? undefined : `${callee.name}: no such method`
  }
  if (callee.kind !== 'member' || callee.object.kind !== 'name' || !callee.object.name.startsWith(dump.prefix))
    return undefined
  const home = callee.object.name
  const there = code.common.get(home)?.methods.find(({ name }) => same(name, callee.name))
  if (!there?.isExport) return `${home}.${callee.name}: no such exported method`
  return misfit(call, there, asStatement)
}

function misfit(call: Call, method: Method, asStatement: boolean): string | undefined {
  const least = method.parameters.filter((parameter) => parameter.default === undefined).length
  const most = method.parameters.length
  const { length } = call.arguments
  if (length < least || length > most) return `${method.name}: ${length} arguments, ${least}–${most} are wanted`
  return method.isFunction || asStatement ? undefined : `${method.name}: a procedure gives no value`
}

/** 13, 15: each name is a variable of the method, of its module or form, a common module of ours, or the platform's own. БСП is reached by no name. */
export const unknownNames = (dump: Dump, code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, module, method }) => {
    const known = new Set(
      [...variablesOf(method), ...module.variables, ...formNames(dump, path), ...code.common.keys()].map((name) =>
        name.toLowerCase(),
      ),
    )
    return expressionsIn(method).flatMap((each) => {
      if (each.kind !== 'name' || known.has(each.name.toLowerCase()) || globalNames.has(each.name)) return []
      // The name of a called method is looked at by wrongCalls.
      return calledIn(method).has(each) ? [] : [`${path}:${each.line}: ${each.name}`]
    })
  })

const calledIn = (method: Method): Set<Expression> =>
  new Set(expressionsIn(method).flatMap((each) => (each.kind === 'call' ? [each.callee] : [])))

const variablesOf = (method: Method): string[] => [
  ...method.parameters.map(({ name }) => name),
  ...[...statementsIn(method.body)].flatMap((statement) => {
    if (statement.kind === 'assign') return statement.target.kind === 'name' ? [statement.target.name] : []
    if (statement.kind === 'for' || statement.kind === 'forEach') return [statement.variable]
    return statement.kind === 'var' ? statement.names : []
  }),
]

/** What the platform has under a name cannot be a variable too: 1C would write into its own property, which is read-only. */
export const shadowedNames = (code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, method }) =>
    [...statementsIn(method.body)].flatMap((statement) => {
      const name =
        statement.kind === 'assign' && statement.target.kind === 'name'
          ? statement.target.name
          : statement.kind === 'for' || statement.kind === 'forEach'
            ? statement.variable
            : undefined
      return name !== undefined && globalNames.has(name) ? [`${path}:${statement.line}: ${name}`] : []
    }),
  )

/** In the module of a form its attributes are variables. */
const formNames = (dump: Dump, path: string): string[] =>
  formsOf(dump)
    .filter(({ module }) => module === path)
    .flatMap((form) => [
      ...attributesOf(form).map(({ attributes }) => attributes.name ?? ''),
      'Элементы',
      'Параметры',
      'ЭтотОбъект',
      'Заголовок',
      'УникальныйИдентификатор',
    ])

/** 15: names of БСП stand in one module, which reaches it by Вычислить. */
export const reachesLibrary = (code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, method }) =>
    expressionsIn(method).flatMap((each) =>
      each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === 'Вычислить' ? [path] : [],
    ),
  )

/** 13: `Константы.рм_…`, `РегистрыСведений.рм_…`, `Метаданные.….рм_…`, and names in strings, are objects of the dump. */
export function unknownObjects(dump: Dump, code: DumpCode): string[] {
  const collections: Readonly<Record<string, string>> = {
    Константы: 'Constant',
    РегистрыСведений: 'InformationRegister',
    Роли: 'Role',
    РегламентныеЗадания: 'ScheduledJob',
    ОбщиеМодули: 'CommonModule',
    РегистрСведений: 'InformationRegister',
    ОбщаяФорма: 'CommonForm',
  }
  const isThere = (type: string | undefined, name: string) =>
    dump.objects.some((object) => object.name === name && (type === undefined || object.type === type))
  return methodsIn(code).flatMap(({ path, method }) =>
    expressionsIn(method).flatMap((each) => {
      if (each.kind === 'member' && each.name.startsWith(dump.prefix)) {
        const collection = each.object.kind === 'member' || each.object.kind === 'name' ? each.object.name : ''
        return isThere(collections[collection] ?? 'nothing', each.name)
          ? []
          : [`${path}:${each.line}: ${collection}.${each.name}`]
      }
      if (each.kind !== 'string') return []
      return [...each.value.matchAll(new RegExp(`(?:([\\p{L}]+)\\.)?(${dump.prefix}[\\p{L}\\p{N}_]+)`, 'gu'))]
        .filter(
          ([, collection, name = '']) =>
            !isThere(collection === undefined ? undefined : (collections[collection] ?? 'nothing'), name),
        )
        .map(([text]) => `${path}:${each.line}: "${text}"`)
    }),
  )
}

/** 16: every field that a query names is in its register. */
export const wrongQueryFields = (dump: Dump, code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, method }) =>
    expressionsIn(method).flatMap((each) => {
      if (each.kind !== 'string' || !each.value.startsWith('ВЫБРАТЬ')) return []
      return unknownFields(dump, each.value).map((field) => `${path}:${each.line}: ${field}`)
    }),
  )

export function unknownFields(dump: Dump, query: string): string[] {
  const registers = new Map(
    objectsOf(dump, 'InformationRegister').map((register) => [register.name, fieldsOf(register)]),
  )
  const tables = [...query.matchAll(/РегистрСведений\.(рм_[\p{L}\p{N}_]+) КАК ([\p{L}\p{N}_]+)/gu)]
  return tables.flatMap(([, register = '', alias = '']) => {
    const fields = registers.get(register)
    if (!fields) return [register]
    const used = [...query.matchAll(new RegExp(`(?<![\\p{L}\\p{N}_.])${alias}\\.([\\p{L}\\p{N}_]+)`, 'gu'))].map(
      ([, field = '']) => field,
    )
    return used.filter((field) => !fields.includes(field)).map((field) => `${register}.${field}`)
  })
}

const recordVerbs = ['Прочитать', 'Записать', 'Удалить', 'Выбран']

/** A record of a register has its fields and no other. */
export function wrongRecordFields(dump: Dump, code: DumpCode): string[] {
  const registers = new Map(
    objectsOf(dump, 'InformationRegister').map((register) => [register.name, fieldsOf(register)]),
  )
  return [...code.modules].flatMap(([path, module]) => {
    const makers = new Map(
      module.methods.flatMap((method) => pairs(method.name, recordsMadeIn(method, new Map()).get('запись'))),
    )
    return module.methods.flatMap((method) => {
      const records = recordsMadeIn(method, makers)
      return expressionsIn(method).flatMap((each) => {
        if (each.kind !== 'member' || each.object.kind !== 'name') return []
        const fields = registers.get(records.get(each.object.name.toLowerCase()) ?? '')
        const known = fields === undefined || fields.includes(each.name) || recordVerbs.includes(each.name)
        return known ? [] : [`${path}:${each.line}: ${each.object.name}.${each.name}`]
      })
    })
  })
}

const pairs = (name: string, register: string | undefined): [string, string][] =>
  register === undefined ? [] : [[name.toLowerCase(), register]]

/** Variables (in lower case) that hold a record, with its register. @param makers functions that give one. */
function recordsMadeIn(method: Method, makers: ReadonlyMap<string, string>): Map<string, string> {
  const records = new Map<string, string>()
  for (const statement of statementsIn(method.body)) {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name') continue
    const register = registerOf(statement.value, makers)
    if (register !== undefined) records.set(statement.target.name.toLowerCase(), register)
  }
  return records
}

function registerOf(value: Expression, makers: ReadonlyMap<string, string>): string | undefined {
  if (value.kind !== 'call') return undefined
  const { callee } = value
  if (callee.kind === 'name') return makers.get(callee.name.toLowerCase())
  if (callee.kind !== 'member' || callee.name !== 'СоздатьМенеджерЗаписи') return undefined
  return callee.object.kind === 'member' ? callee.object.name : undefined
}

/** A transaction that is begun is ended on both ways, and what broke it is not swallowed while it is open. */
export const openTransactions = (code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, method }) => {
    const count = (name: string) =>
      expressionsIn(method).filter(
        (each) => each.kind === 'call' && each.callee.kind === 'name' && each.callee.name === name,
      ).length
    const begun = count('НачатьТранзакцию')
    const well = begun === count('ЗафиксироватьТранзакцию') && begun === count('ОтменитьТранзакцию')
    return well ? [] : [`${path}: ${method.name}`]
  })

/** Every text that a person reads is there in Russian and in English. */
export const untranslated = (code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, method }) =>
    expressionsIn(method).flatMap((each) => {
      if (each.kind !== 'call' || each.callee.kind !== 'name' || each.callee.name !== 'НСтр') return []
      const [text] = each.arguments
      const isBoth = text?.kind === 'string' && /^ru = '[^']+';\s*en = '[^']+'$/.test(text.value)
      return isBoth ? [] : [`${path}:${each.line}`]
    }),
  )

/** A function gives a value on every `Возврат`, a procedure on none. */
export const wrongReturns = (code: DumpCode): string[] =>
  methodsIn(code).flatMap(({ path, method }) =>
    [...statementsIn(method.body)].flatMap((statement) => {
      if (statement.kind !== 'return') return []
      const gives = expressionsOf(statement).length > 0
      return gives === method.isFunction ? [] : [`${path}:${statement.line}: ${method.name}`]
    }),
  )

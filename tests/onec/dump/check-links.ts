import type { DumpCode } from './code.ts'
import { type Dump, fieldsOf, fullName, httpMethodsOf, objectsOf } from './dump.ts'
import { childOf, childrenOf, type Element, everythingIn, textOf } from './xml.ts'

/* Checks 9–12, 14 and 17 of guides/onec.md 1.8: what the XML names is there. */

/** 9: a job runs an exported method of a server module, without parameters. */
export const wrongJobs = (dump: Dump, code: DumpCode): string[] =>
  objectsOf(dump, 'ScheduledJob').flatMap(({ name, element }) => {
    const [kind, module = '', methodName = ''] = textOf(element, 'Properties', 'MethodName').split('.')
    const method = code.common.get(module)?.methods.find((each) => each.name === methodName)
    const isServer = objectsOf(dump, 'CommonModule').some(
      (each) => each.name === module && textOf(each.element, 'Properties', 'Server') === 'true',
    )
    const well = kind === 'CommonModule' && isServer && method?.isExport && method.parameters.length === 0
    return well ? [] : [`${name}: ${module}.${methodName}`]
  })

/** 10: each HTTP method has its handler of one parameter; root and templates are legal. */
export const wrongHttpServices = (dump: Dump, code: DumpCode): string[] => [
  ...objectsOf(dump, 'HTTPService').flatMap(({ name, element }) => {
    const root = textOf(element, 'Properties', 'RootURL')
    return /^[a-z][a-z0-9_-]*$/.test(root) ? [] : [`${name}: RootURL ${root}`]
  }),
  ...httpMethodsOf(dump).flatMap(({ name, service, template, verb, handler }) => {
    const method = code.modules
      .get(`HTTPServices/${service}/Ext/Module.bsl`)
      ?.methods.find((each) => each.name === handler && each.isFunction && each.parameters.length === 1)
    const legal = /^(\/([\w.-]+|\{\w+\}))+(\/\*)?$/.test(template) && ['GET', 'POST', 'PUT', 'DELETE'].includes(verb)
    return method && legal ? [] : [`${name}: ${verb} ${template} → ${handler}`]
  }),
]

const knownRights: Readonly<Record<string, string[]>> = {
  Constant: ['Read', 'Update', 'View', 'Edit'],
  InformationRegister: ['Read', 'Update', 'View', 'Edit'],
  Subsystem: ['View'],
  CommonForm: ['View'],
  CommonCommand: ['View'],
}

/** 11: rights name what exists and a right that it has; none on a bare HTTP service; each HTTP method is granted by some role. */
export function wrongRights(dump: Dump): string[] {
  const methods = new Set(httpMethodsOf(dump).map(({ name }) => name))
  const objects = new Map(dump.objects.map((object) => [fullName(object), object.type]))
  const granted = new Set<string>()
  const found: string[] = []
  for (const role of objectsOf(dump, 'Role')) {
    const rights = dump.documents.get(`Roles/${role.name}/Ext/Rights.xml`)
    if (!rights || textOf(rights, 'setForNewObjects') !== 'false')
      found.push(`${role.name}: no Rights.xml, or it gives rights to new objects`)
    for (const object of childrenOf(rights, 'object')) {
      const name = textOf(object, 'name')
      granted.add(name)
      const allowed = methods.has(name) ? ['Use'] : (knownRights[objects.get(name) ?? ''] ?? [])
      const wrong = childrenOf(object, 'right').filter((right) => !allowed.includes(textOf(right, 'name')))
      if (wrong.length > 0 || allowed.length === 0) found.push(`${role.name}: ${name}`)
    }
  }
  return [...found, ...[...methods].filter((name) => !granted.has(name)).map((name) => `no role may call ${name}`)]
}

/** 12: what a subsystem has is there; every own object but the subsystem stands in it. */
export function wrongSubsystems(dump: Dump): string[] {
  const names = new Set(dump.objects.map(fullName))
  const content = objectsOf(dump, 'Subsystem').flatMap(
    ({ element }) => childOf(element, 'Properties', 'Content')?.children.map(({ text }) => text) ?? [],
  )
  const outside = dump.objects.filter(({ type }) => type !== 'Subsystem' && type !== 'Language').map(fullName)
  return [
    ...content.filter((name) => !names.has(name)).map((name) => `content: ${name}`),
    ...outside.filter((name) => !content.includes(name)).map((name) => `in no subsystem: ${name}`),
  ]
}

/** Types of the configuration that are no objects. */
const freeTypes = new Set(['cfg:DynamicList', 'cfg:ConstantsSet', 'cfg:CatalogRef'])

/** 14: `cfg:` types are of this dump. A dimension is of limited length, for it is part of the key. */
export function wrongTypes(dump: Dump): string[] {
  const generatedNames = new Set(
    [...dump.documents.values()].flatMap((document) =>
      [...everythingIn(document)]
        .filter(({ tag }) => tag === 'xr:GeneratedType')
        .map(({ attributes }) => `cfg:${attributes.name}`),
    ),
  )
  const unknown = [...dump.documents].flatMap(([path, document]) =>
    [...everythingIn(document)]
      .filter(({ tag, text }) => /^v8:Type(Set)?$/.test(tag) && text.startsWith('cfg:'))
      .filter(({ text }) => !freeTypes.has(text) && !generatedNames.has(text))
      .map(({ text }) => `${path}: ${text}`),
  )
  const endless = objectsOf(dump, 'InformationRegister').flatMap(({ name, element }) =>
    childrenOf(childOf(element, 'ChildObjects'), 'Dimension')
      .filter((dimension) => textOf(dimension, 'Properties', 'Type', 'v8:StringQualifiers', 'v8:Length') === '0')
      .map((dimension) => `${name}.${textOf(dimension, 'Properties', 'Name')}: an endless key`),
  )
  return [...unknown, ...endless]
}

export interface Form {
  path: string
  /** The path of its module. */
  module: string
  element: Element
}

export const formsOf = ({ documents }: Dump): Form[] =>
  [...documents]
    .filter(([path]) => path.endsWith('/Ext/Form.xml'))
    .map(([path, element]) => ({ path, module: path.replace(/\.xml$/, '/Module.bsl'), element }))

export const attributesOf = ({ element }: Form): Element[] => childrenOf(childOf(element, 'Attributes'), 'Attribute')

const numbered = new Set(['Attribute', 'Command', 'Column'])

/** 17: ids of elements, attributes and commands unique, names too, DataPath resolves, commands and events have their methods. */
export const wrongForms = (dump: Dump, code: DumpCode): string[] =>
  formsOf(dump).flatMap((form) => {
    const inside = [...everythingIn(form.element)]
    const items = inside.filter(({ tag, attributes }) => attributes.id !== undefined && !numbered.has(tag))
    const attributes = attributesOf(form)
    const commands = childrenOf(childOf(form.element, 'Commands'), 'Command')
    const columnSets = attributes.map((attribute) => childrenOf(childOf(attribute, 'Columns'), 'Column'))
    return [
      ...[items, attributes, commands, ...columnSets].flatMap((group) => [
        ...twice(group, 'id'),
        ...twice(group, 'name'),
      ]),
      ...wrongPaths(dump, form, inside),
      ...wrongHandlers(form, inside, code),
      ...inside
        .filter(({ tag }) => tag === 'CommandName')
        .map(({ text }) => text.replace('Form.Command.', ''))
        .filter((name) => !commands.some(({ attributes: { name: own } }) => own === name)),
    ].map((what) => `${form.path}: ${what}`)
  })

function twice(elements: Element[], attribute: 'id' | 'name'): string[] {
  const values = elements.map(({ attributes }) => attributes[attribute] ?? '')
  return values.filter((value, at) => values.indexOf(value) < at).map((value) => `${attribute} ${value} twice`)
}

function wrongPaths(dump: Dump, form: Form, inside: Element[]): string[] {
  const paths = inside.filter(({ tag }) => tag === 'DataPath' || tag === 'Field').map(({ text }) => text)
  return paths.filter((path) => {
    const [first, second, more] = path.split('.')
    const attribute = attributesOf(form).find(({ attributes }) => attributes.name === first)
    if (!attribute || more !== undefined) return true
    return second !== undefined && !columnsOf(dump, attribute).includes(second)
  })
}

/** Of a value table its own columns, of a dynamic list the fields of its register. */
function columnsOf(dump: Dump, attribute: Element): string[] {
  const table = textOf(attribute, 'Settings', 'MainTable')
  const register = dump.objects.find((object) => fullName(object) === table)
  if (register) return fieldsOf(register)
  return childrenOf(childOf(attribute, 'Columns'), 'Column').map(({ attributes }) => attributes.name ?? '')
}

/** What the platform calls in a form, and how many parameters it gives. */
const eventParameters: Readonly<Record<string, number>> = {
  OnCreateAtServer: 2,
  OnOpen: 1,
  OnChange: 1,
  Selection: 4,
}

function wrongHandlers({ module }: Form, inside: Element[], code: DumpCode): string[] {
  const methods = code.modules.get(module)?.methods ?? []
  const events = inside.filter(({ tag }) => tag === 'Event')
  const actions = inside.filter(({ tag }) => tag === 'Action')
  const wanted = [
    ...events.map(({ text, attributes: { name = '' } }) => ({
      text,
      count: eventParameters[name],
      server: name.endsWith('AtServer'),
    })),
    ...actions.map(({ text }) => ({ text, count: 1, server: false })),
  ]
  return wanted
    .filter(
      ({ text, count, server }) =>
        !methods.some(
          ({ name, parameters, directives }) =>
            name === text && parameters.length === count && directives.includes(server ? 'НаСервере' : 'НаКлиенте'),
        ),
    )
    .map(({ text }) => `no method for ${text}`)
}

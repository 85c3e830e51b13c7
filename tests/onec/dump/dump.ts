import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childOf, type Element, parseXml, textOf } from './xml.ts'

/** The files of a dump, by their path in it. */
export type DumpFiles = ReadonlyMap<string, string>

export function readDumpFiles(folder: string): DumpFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    paths.sort().map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  )
}

/** An object of the extension: `CommonModule.рм_Обмен`. */
export interface MetadataObject {
  type: string
  name: string
  path: string
  element: Element
}

export interface Dump {
  files: DumpFiles
  /** Parsed XML, by path; what is not well-formed is in `malformed`. */
  documents: ReadonlyMap<string, Element>
  malformed: string[]
  root: Element | undefined
  prefix: string
  objects: MetadataObject[]
}

/** The folder of each type, in the order in which the platform writes them. */
export const folders: Readonly<Record<string, string>> = {
  Language: 'Languages',
  Subsystem: 'Subsystems',
  Role: 'Roles',
  CommonModule: 'CommonModules',
  HTTPService: 'HTTPServices',
  ScheduledJob: 'ScheduledJobs',
  CommonCommand: 'CommonCommands',
  Constant: 'Constants',
  CommonForm: 'CommonForms',
  Catalog: 'Catalogs',
  Enum: 'Enums',
  DataProcessor: 'DataProcessors',
  InformationRegister: 'InformationRegisters',
}

export function readDump(files: DumpFiles): Dump {
  const documents = new Map<string, Element>()
  const malformed: string[] = []
  for (const [path, text] of files) {
    if (!path.endsWith('.xml')) continue
    try {
      documents.set(path, parseXml(text.replace(/^\uFEFF/, '')))
    } catch (cause) {
      malformed.push(`${path}: ${cause instanceof Error ? cause.message : cause}`)
    }
  }
  const root = childOf(documents.get('Configuration.xml'), 'Configuration')
  const objects = (childOf(root, 'ChildObjects')?.children ?? []).flatMap(({ tag: type, text: name }) => {
    const path = `${folders[type]}/${name}.xml`
    const element = childOf(documents.get(path), type)
    return element ? [{ type, name, path, element }] : []
  })
  return { files, documents, malformed, root, prefix: textOf(root, 'Properties', 'NamePrefix'), objects }
}

export const objectsOf = (dump: Dump, type: string): MetadataObject[] =>
  dump.objects.filter((object) => object.type === type)

export const fullName = ({ type, name }: MetadataObject): string => `${type}.${name}`

/** Columns of a register: dimensions and resources. */
export const fieldsOf = ({ element }: MetadataObject): string[] =>
  (childOf(element, 'ChildObjects')?.children ?? [])
    .filter(({ tag }) => tag === 'Dimension' || tag === 'Resource' || tag === 'Attribute')
    .map((field) => textOf(field, 'Properties', 'Name'))

export interface HttpMethod {
  /** As roles name it. */
  name: string
  service: string
  template: string
  verb: string
  handler: string
}

export const httpMethodsOf = (dump: Dump): HttpMethod[] =>
  objectsOf(dump, 'HTTPService').flatMap((service) =>
    (childOf(service.element, 'ChildObjects')?.children ?? []).flatMap((template) =>
      (childOf(template, 'ChildObjects')?.children ?? []).map((method) => ({
        name: `${fullName(service)}.URLTemplate.${textOf(template, 'Properties', 'Name')}.Method.${textOf(method, 'Properties', 'Name')}`,
        service: service.name,
        template: textOf(template, 'Properties', 'Template'),
        verb: textOf(method, 'Properties', 'HTTPMethod'),
        handler: textOf(method, 'Properties', 'Handler'),
      })),
    ),
  )

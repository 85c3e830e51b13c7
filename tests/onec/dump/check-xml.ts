import { type Dump, folders, fullName } from './dump.ts'
import { childOf, childrenOf, everythingIn, textOf } from './xml.ts'

/* Checks 1–7 and 18 of guides/onec.md 1.8. Each returns what is wrong, in words; nothing when all is well. */

/** 1: every file begins with a byte order mark, every XML is well-formed. */
export const wrongEncoding = ({ files, malformed }: Dump): string[] => [
  ...malformed,
  ...[...files].filter(([, text]) => !text.startsWith('\uFEFF')).map(([path]) => `${path}: no byte order mark`),
]

/** 2: one version of the format in all documents that have one. */
export function wrongVersions({ documents }: Dump): string[] {
  const versions = [...documents].map(([path, { attributes }]) => [path, attributes.version ?? 'none'] as const)
  return versions.filter(([, version]) => version !== '2.17').map(([path, version]) => `${path}: version ${version}`)
}

const rootProperties = [
  'ObjectBelonging',
  'Name',
  'Synonym',
  'Comment',
  'ConfigurationExtensionPurpose',
  'KeepMappingToExtendedConfigurationObjectsByIDs',
  'NamePrefix',
  'ConfigurationExtensionCompatibilityMode',
  'DefaultRunMode',
  'UsePurposes',
  'ScriptVariant',
  'DefaultRoles',
  'Vendor',
  'Version',
  'DefaultLanguage',
  'BriefInformation',
  'DetailedInformation',
  'Copyright',
  'VendorInformationAddress',
  'ConfigurationInformationAddress',
  'InterfaceCompatibilityMode',
]

/** Constants of the platform. */
const classIds = [
  '9cd510cd-abfc-11d4-9434-004095e12fc7',
  '9fcd25a0-4822-11d4-9414-008048da11f9',
  'e3687481-0a87-462c-a166-9f34594f9bba',
  '9de14907-ec23-4a07-96f0-85521cb6b53b',
  '51f2d5d8-ea4d-4064-8892-82951750031e',
  'e68182ea-4237-4383-967f-90c1e3370bc7',
  'fb282519-d103-4dd3-bc12-cb271d631dfc',
]

/** 3: the root's properties in their order, the seven contained objects. */
export function wrongRoot({ root }: Dump): string[] {
  const properties = childOf(root, 'Properties')
  const order = properties?.children.map(({ tag }) => tag) ?? []
  const contained = childrenOf(childOf(root, 'InternalInfo'), 'xr:ContainedObject').map((each) =>
    textOf(each, 'xr:ClassId'),
  )
  return [
    ...(order.join() === rootProperties.join() ? [] : [`properties: ${order.join(', ')}`]),
    ...(contained.join() === classIds.join() ? [] : [`class ids: ${contained.join(', ')}`]),
    ...(textOf(properties, 'ObjectBelonging') === 'Adopted' ? [] : ['ObjectBelonging is not Adopted']),
    ...(textOf(properties, 'ConfigurationExtensionPurpose') === 'AddOn' ? [] : ['the purpose is not AddOn']),
    ...(textOf(properties, 'NamePrefix') === '' ? ['no NamePrefix'] : []),
  ]
}

/** Every identity of the dump with what it is of, in the order of the files: what must never change after a release. */
export function identitiesOf({ documents }: Dump): { id: string; of: string }[] {
  return [...documents].flatMap(([path, document]) =>
    [...everythingIn(document)].flatMap((element) => {
      const inside = element.children.filter(({ tag }) =>
        ['xr:TypeId', 'xr:ValueId', 'xr:ObjectId', 'ExtendedConfigurationObject'].includes(tag),
      )
      const named =
        element.attributes.name ??
        (textOf(element, 'xr:ClassId') || textOf(element, 'Properties', 'Name') || textOf(element, 'Name'))
      const own = element.attributes.uuid
      return [
        ...(own === undefined ? [] : [{ id: own, of: `${path} ${element.tag} ${named}` }]),
        ...inside.map(({ tag, text }) => ({ id: text, of: `${path} ${named} ${tag}` })),
      ]
    }),
  )
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** 4: each uuid valid, none twice. */
export function wrongIdentities(dump: Dump): string[] {
  const identities = identitiesOf(dump)
  const seen = new Map<string, string>()
  return identities.flatMap(({ id, of }) => {
    const before = seen.get(id)
    seen.set(id, of)
    if (!uuid.test(id) || /^0{8}/.test(id)) return [`${of}: ${id} is no uuid`]
    return before === undefined ? [] : [`${of}: ${id} is that of ${before}`]
  })
}

/** 5: what Configuration.xml lists is there under that name and in the canonical order, and nothing else is there. */
export function wrongComposition(dump: Dump): string[] {
  const types = Object.keys(folders)
  const listed = childOf(dump.root, 'ChildObjects')?.children ?? []
  const known = new Set(['Configuration.xml'])
  const found: string[] = []
  let last = { order: -1, name: '' }
  for (const { tag, text: name } of listed) {
    const order = types.indexOf(tag)
    if (order < 0) found.push(`${tag}.${name}: unknown type`)
    if (order < last.order || (order === last.order && name < last.name)) found.push(`${tag}.${name}: out of order`)
    last = { order, name }
    const path = `${folders[tag]}/${name}.xml`
    known.add(path)
    const element = childOf(dump.documents.get(path), tag)
    if (!element) found.push(`${path}: missing, or its root is not ${tag}`)
    else if (textOf(element, 'Properties', 'Name') !== name) found.push(`${path}: another name inside`)
  }
  return [...found, ...strays(dump, known)]
}

/** Files that belong to no listed object. */
function strays({ files, objects, documents }: Dump, known: ReadonlySet<string>): string[] {
  const forms = objects.flatMap(({ path, element }) =>
    childrenOf(childOf(element, 'ChildObjects'), 'Form').map(({ text }) => `${path.slice(0, -4)}/Forms/${text}`),
  )
  const missing = forms.filter((form) => !documents.has(`${form}.xml`)).map((form) => `${form}.xml: missing`)
  const homes = [
    ...objects.map(({ path }) => `${path.slice(0, -4)}/Ext/`),
    ...forms.flatMap((form) => [`${form}.xml`, `${form}/Ext/`]),
  ]
  const belongs = (path: string) => known.has(path) || homes.some((home) => path.startsWith(home))
  return [
    ...missing,
    ...[...files.keys()].filter((path) => !belongs(path)).map((path) => `${path}: belongs to nothing`),
  ]
}

const identifier = /^[A-Za-zА-Яа-яЁё_][A-Za-zА-Яа-яЁё_0-9]*$/u

/** 6: identifiers are legal, own objects carry the prefix, adopted ones do not. */
export const wrongNames = ({ objects, prefix }: Dump): string[] =>
  objects.flatMap((object) => {
    const adopted = textOf(object.element, 'Properties', 'ObjectBelonging') === 'Adopted'
    const inside = [...everythingIn(object.element)].filter(({ tag }) => tag === 'Name').map(({ text }) => text)
    const illegal = inside.filter((name) => !identifier.test(name)).map((name) => `${fullName(object)}: «${name}»`)
    return object.name.startsWith(prefix) === adopted ? [...illegal, `${fullName(object)}: prefix`] : illegal
  })

const generated: Readonly<Record<string, string[]>> = {
  Constant: ['Manager', 'ValueManager', 'ValueKey'],
  InformationRegister: ['Record', 'Manager', 'Selection', 'List', 'RecordSet', 'RecordKey', 'RecordManager'],
  Catalog: ['Object', 'Ref', 'Selection', 'List', 'Manager'],
  Enum: ['Ref', 'Manager', 'List'],
  DataProcessor: ['Object', 'Manager'],
}

/** 7: the full set of generated types under their right names. */
export const wrongGeneratedTypes = ({ objects }: Dump): string[] =>
  objects.flatMap(({ type, name, element }) => {
    const there = childrenOf(childOf(element, 'InternalInfo'), 'xr:GeneratedType').map(
      ({ attributes }) => `${attributes.category} ${attributes.name}`,
    )
    const wanted = (generated[type] ?? []).map((category) => `${category} ${type}${category}.${name}`)
    return there.join() === wanted.join() ? [] : [`${type}.${name}: ${there.join(', ')}`]
  })

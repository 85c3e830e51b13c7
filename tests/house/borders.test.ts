import { describe, expect, it } from 'vitest'
import { type Import, importsOf, sourceFiles } from './source-files.ts'

const product = sourceFiles('shared', 'relay', 'extension')
const imports = product.flatMap(importsOf)

/** The one file of the extension that may know the relay, and only its type (shared/../DESIGN 8). */
const typeDoor = 'extension/connection/relay-api.ts'

const between = (from: RegExp, to: RegExp, except: (each: Import) => boolean = () => false): string[] =>
  imports
    .filter((each) => from.test(each.from) && to.test(each.to) && !except(each))
    .map((each) => `${each.from} → ${each.to}`)

describe('the borders of the house', () => {
  it('are looked at: the parts import one another', () => {
    expect(between(/^relay\//, /^shared\//).length).toBeGreaterThan(20)
    expect(between(/^extension\//, /^shared\//).length).toBeGreaterThan(20)
  })

  it('shared imports neither side', () => {
    expect(between(/^shared\//, /^(relay|extension)\//)).toEqual([])
  })

  it('the relay does not know the extension', () => {
    expect(between(/^relay\//, /^extension\//)).toEqual([])
  })

  it('the extension knows of the relay only a type, in one file', () => {
    expect(between(/^extension\//, /^relay\//, (each) => each.from === typeDoor && each.typeOnly)).toEqual([])
  })

  it.each(['whatsapp', 'onec', 'api'])('relay/%s imports none of its two neighbours', (folder) => {
    const neighbours = ['whatsapp', 'onec', 'api'].filter((each) => each !== folder).join('|')
    expect(between(new RegExp(`^relay/${folder}/`), new RegExp(`^relay/(${neighbours})/`))).toEqual([])
  })

  it.each([
    ['Baileys', /^@whiskeysockets\/baileys|^libsignal/, /^relay\/whatsapp\//],
    ['the databases', /^(kysely|pg|better-sqlite3)$/, /^relay\/store\//],
    ['Hono', /^(hono|@hono)\b/, /^relay\/(api\/|app\.ts)|^extension\/connection\/relay-api\.ts/],
    ['libphonenumber', /^libphonenumber-js/, /^relay\//],
    ['Dexie', /^dexie/, /^extension\//],
    ['the browser', /^wxt\/browser$/, /^extension\/(browser\/|entrypoints\/|background\/settings\.ts)/],
  ])('%s stays in its place', (_name, thing, place) => {
    expect(
      imports
        .filter((each) => thing.test(each.to) && !each.typeOnly && !place.test(each.from))
        .map((each) => `${each.from} → ${each.to}`),
    ).toEqual([])
  })

  it('only relay/main.ts reads the environment', () => {
    expect(
      product
        .filter(({ text, path }) => /\bprocess\.env\b/.test(text) && path !== 'relay/main.ts')
        .map(({ path }) => path),
    ).toEqual([])
  })

  it('the product never imports its tests', () => {
    expect(between(/^(shared|relay|extension)\//, /^tests\//)).toEqual([])
  })

  it('nothing is imported in a circle', () => {
    const next = new Map(product.map(({ path }) => [path, new Set<string>()]))
    for (const { from, to } of imports) if (next.has(to)) next.get(from)?.add(to)
    // Whoever imports nothing that is left can be in no circle.
    for (let before = -1; before !== next.size; ) {
      before = next.size
      for (const [path, targets] of next) if (![...targets].some((target) => next.has(target))) next.delete(path)
    }
    // And whoever is imported by nobody that is left only leads to one.
    const imported = new Set([...next.values()].flatMap((targets) => [...targets]))
    expect([...next.keys()].filter((path) => imported.has(path))).toEqual([])
  })
})

import { type StoreName, schema, storeNames } from './schema.ts'

/** Where Dexie tells its live queries in other pages and workers what was written, and hears it from them. Not documented: a test tells when another Dexie does it otherwise. */
const dexiesChannel = 'x-storagemutated-1'

/** Above so many it is cheaper to say «all of them». */
const mostKeys = 200

/** What one transaction has written. */
export class Changes {
  readonly #stores = new Map<StoreName, Set<string> | 'all'>()

  /** Without `keys`: who knows which. */
  add(store: StoreName, keys?: readonly unknown[]): void {
    const before = this.#stores.get(store)
    if (before === 'all') return
    const all = new Set(before)
    for (const key of keys ?? []) if (typeof key === 'string') all.add(key)
    const isKnown = keys?.every((key) => typeof key === 'string') ?? false
    this.#stores.set(store, isKnown && all.size <= mostKeys ? all : 'all')
  }

  get stores(): StoreName[] {
    return [...this.#stores.keys()]
  }

  /** In Dexie's words: keys exactly; of an index everything, for where a row stood in it before is not known. */
  asParts(database: string): Record<string, RangeSet> {
    const parts: Record<string, RangeSet> = {}
    for (const [store, keys] of this.#stores) {
      const set = keys === 'all' ? everything : rangesOf([...keys].sort())
      if (set === undefined) continue
      for (const index of schema[store].slice(1)) parts[`idb://${database}/${store}/${index}`] = everything
      parts[`idb://${database}/${store}/`] = set
      parts[`idb://${database}/${store}/:dels`] = set
    }
    return parts
  }
}

/** Dexie's tree of ranges. `d`: how deep it is. */
interface RangeSet {
  from: unknown
  to: unknown
  d: number
  l: RangeSet | null
  r: RangeSet | null
}

const everything: RangeSet = { from: Number.NEGATIVE_INFINITY, to: [[]], d: 1, l: null, r: null }

function rangesOf(sorted: readonly string[]): RangeSet | undefined {
  const middle = sorted.length >> 1
  const key = sorted[middle]
  if (key === undefined) return undefined
  const l = rangesOf(sorted.slice(0, middle)) ?? null
  const r = rangesOf(sorted.slice(middle + 1)) ?? null
  return { from: key, to: key, d: 1 + Math.max(l?.d ?? 0, r?.d ?? 0), l, r }
}

/** Tells the pages' Dexie what the worker has written, and the worker what was written at all. */
export class ChangeChannel {
  readonly #channel = new BroadcastChannel(dexiesChannel)
  readonly #watchers = new Set<(written: ReadonlySet<string>) => void>()

  constructor(private readonly database: string) {
    this.#channel.onmessage = ({ data }) => this.#wake(storesIn(data, database))
    // Node's would keep a process of tests alive.
    if ('unref' in this.#channel && typeof this.#channel.unref === 'function') this.#channel.unref()
  }

  /** After the commit. */
  tell(changes: Changes): void {
    const { stores } = changes
    if (stores.length === 0) return
    this.#channel.postMessage(changes.asParts(this.database))
    this.#wake(new Set(stores))
  }

  /** @returns ends it. */
  watch(stores: readonly StoreName[], act: () => void): () => void {
    const watcher = (written: ReadonlySet<string>) => {
      if (stores.some((store) => written.has(store))) act()
    }
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  #wake(written: ReadonlySet<string>): void {
    for (const watcher of this.#watchers) watcher(written)
  }
}

/** A page that was kept for the browser's Back says `all` when it comes to life again. */
function storesIn(data: unknown, database: string): ReadonlySet<string> {
  if (typeof data !== 'object' || data === null) return new Set()
  if ('all' in data) return new Set(storeNames)
  const place = `idb://${database}/`
  return new Set(
    Object.keys(data).flatMap((part) =>
      part.startsWith(place) ? part.slice(place.length, part.lastIndexOf('/')) : [],
    ),
  )
}

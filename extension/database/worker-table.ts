import { type IDBPObjectStore, unwrap } from 'idb'
import { type IndexName, keyPathOf, type StoreName, schema } from './schema.ts'
import type { KeyOf, RowOf, Rows } from './store.ts'

export type ObjectStore<Mode extends IDBTransactionMode> = IDBPObjectStore<unknown, string[], string, Mode>

/** In which transaction a table does its deeds. `note`: which keys were written, undefined: who knows which. */
export interface Access {
  read<T>(work: (store: ObjectStore<'readonly' | 'readwrite'>) => Promise<T>): Promise<T>
  write<T>(work: (store: ObjectStore<'readwrite'>, note: (keys?: unknown[]) => void) => Promise<T>): Promise<T>
}

export type KeyRange = IDBValidKey | IDBKeyRange

/** One store of the database, with what the worker asks of it. A range is one of an index, or of the key itself where its name stands. */
export class WorkerTable<Name extends StoreName> implements Rows<RowOf<Name>, KeyOf<Name>> {
  readonly #key: string | string[]

  constructor(
    private readonly name: Name,
    private readonly access: Access,
  ) {
    this.#key = keyPathOf(schema[name][0])
  }

  get(key: KeyOf<Name>): Promise<RowOf<Name> | undefined> {
    return this.access.read((store) => store.get(key))
  }

  /** In the order of the keys. */
  bulkGet(keys: readonly KeyOf<Name>[]): Promise<(RowOf<Name> | undefined)[]> {
    return this.access.read((store) => answersTo(keys.map((key) => unwrap(store).get(key))))
  }

  toArray(): Promise<RowOf<Name>[]> {
    return this.access.read((store) => store.getAll())
  }

  keys(range?: KeyRange, limit?: number): Promise<IDBValidKey[]> {
    return this.access.read((store) => store.getAllKeys(range, limit))
  }

  count(): Promise<number> {
    return this.access.read((store) => store.count())
  }

  put(row: RowOf<Name>): Promise<void> {
    return this.bulkPut([row])
  }

  /** Not one by one: what cannot be put undoes the transaction. */
  bulkPut(rows: readonly RowOf<Name>[]): Promise<void> {
    return this.access.write(async (store, note) => {
      const raw = unwrap(store)
      for (const row of rows) raw.put(row)
      note(rows.map((row) => this.#keyOf(row)))
    })
  }

  delete(key: KeyOf<Name>): Promise<void> {
    return this.bulkDelete([key])
  }

  bulkDelete(keys: readonly KeyOf<Name>[]): Promise<void> {
    return this.access.write(async (store, note) => {
      const raw = unwrap(store)
      for (const key of keys) raw.delete(key)
      note([...keys])
    })
  }

  clear(): Promise<void> {
    return this.access.write(async (store, note) => {
      unwrap(store).clear()
      note()
    })
  }

  /** @returns whether there is such a row. */
  change(key: KeyOf<Name>, change: (row: RowOf<Name>) => RowOf<Name>): Promise<boolean> {
    return this.access.write(async (store, note) => {
      const row: RowOf<Name> | undefined = await store.get(key)
      if (row === undefined) return false
      unwrap(store).put(change(row))
      note([key])
      return true
    })
  }

  countIn(index: IndexName<Name>, range?: KeyRange): Promise<number> {
    return this.access.read((store) => this.#in(store, index).count(range))
  }

  /** In the order of the index. */
  allIn(index: IndexName<Name>, range?: KeyRange): Promise<RowOf<Name>[]> {
    return this.access.read((store) => this.#in(store, index).getAll(range))
  }

  firstIn(index: IndexName<Name>, range: KeyRange): Promise<RowOf<Name> | undefined> {
    return this.access.read((store) => this.#in(store, index).get(range))
  }

  /** The last of the index first. */
  lastIn(index: IndexName<Name>, range: KeyRange | undefined, limit: number): Promise<RowOf<Name>[]> {
    return this.access.read(async (store) => {
      const rows: RowOf<Name>[] = []
      let cursor = await this.#in(store, index).openCursor(range, 'prev')
      while (cursor && rows.length < limit) {
        rows.push(cursor.value)
        if (rows.length < limit) cursor = await cursor.continue()
      }
      return rows
    })
  }

  deleteIn(index: IndexName<Name>, range: KeyRange): Promise<void> {
    return this.access.write(async (store, note) => {
      const keys = await this.#in(store, index).getAllKeys(range)
      for (const key of keys) unwrap(store).delete(key)
      note(keys)
    })
  }

  changeIn(index: IndexName<Name>, range: KeyRange, change: (row: RowOf<Name>) => RowOf<Name>): Promise<void> {
    return this.access.write(async (store, note) => {
      const rows: RowOf<Name>[] = await this.#in(store, index).getAll(range)
      for (const row of rows) unwrap(store).put(change(row))
      note(rows.map((row) => this.#keyOf(row)))
    })
  }

  #in(store: ObjectStore<'readonly' | 'readwrite'>, index: IndexName<Name>) {
    return index === schema[this.name][0] ? store : store.index(index)
  }

  #keyOf(row: RowOf<Name>): unknown {
    const key = this.#key
    return typeof key === 'string' && key in row ? Reflect.get(row, key) : undefined
  }
}

function answerTo<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
}

/** Requests are answered in their order: whoever has the last answer has all of them. */
async function answersTo<T>(requests: readonly IDBRequest<T>[]): Promise<T[]> {
  const last = requests.at(-1)
  if (last !== undefined) await answerTo(last)
  return requests.map((request) => request.result)
}

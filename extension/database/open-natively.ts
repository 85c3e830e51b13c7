import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { keyPathOf, nativeVersion, schema, storeNames } from './schema.ts'

export interface ConnectionEnds {
  /** Nobody has had this database before: it is empty. */
  created(): void
  /** Somebody else changes or deletes it, or the browser has taken it away: the connection is closed. */
  ended(): void
}

/** Opens the profile's database, and makes it what `schema.ts` says. One of a later version that has all we know is used as it is; so does Dexie. */
export async function openNatively(name: string, ends: ConnectionEnds): Promise<IDBPDatabase> {
  let isNew = false
  const callbacks = {
    upgrade(database: IDBPDatabase, before: number, _now: number | null, upgrade: Upgrade) {
      isNew = before === 0
      shape(database, upgrade)
    },
    blocking() {
      ends.ended()
      database.close()
    },
    terminated: () => ends.ended(),
  }
  const database: IDBPDatabase = await openDB(name, nativeVersion, callbacks).catch(async (reason: unknown) => {
    if (!(reason instanceof DOMException) || reason.name !== 'VersionError') throw reason
    const later = await openDB(name, undefined, callbacks)
    if (hasAll(later)) return later
    later.close()
    throw reason
  })
  if (isNew) ends.created()
  return database
}

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>

function shape(database: IDBPDatabase, upgrade: Upgrade): void {
  for (const name of storeNames) {
    const [key, ...indexes] = schema[name]
    const store = database.objectStoreNames.contains(name)
      ? upgrade.objectStore(name)
      : database.createObjectStore(name, { keyPath: keyPathOf(key) })
    for (const old of [...store.indexNames]) if (!indexes.some((index) => index === old)) store.deleteIndex(old)
    for (const index of indexes) if (!store.indexNames.contains(index)) store.createIndex(index, keyPathOf(index))
  }
}

function hasAll(database: IDBPDatabase): boolean {
  if (!storeNames.every((name) => database.objectStoreNames.contains(name))) return false
  const reading = database.transaction(storeNames, 'readonly')
  return storeNames.every((name) => {
    const { indexNames } = reading.objectStore(name)
    return schema[name].slice(1).every((index) => indexNames.contains(index))
  })
}

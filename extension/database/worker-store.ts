import { deleteDB, type IDBPDatabase, type IDBPTransaction } from 'idb'
import { ChangeChannel, Changes } from './change-channel.ts'
import { openNatively } from './open-natively.ts'
import { isNamed } from './rebuild.ts'
import { databaseName, type StoreName, storeNames } from './schema.ts'
import type { Access } from './worker-table.ts'
import { type WorkerTables, workerTables } from './worker-tables.ts'

/** The profile's store as the background sees it: the same database that pages have by Dexie, without its weight. */
export interface WorkerStore extends WorkerTables {
  readonly name: string
  /** Opens it now; else the first question does. */
  open(): Promise<void>
  /** Throws it away; the next question begins a new one. */
  delete(): Promise<void>
  write<Name extends StoreName, T>(
    names: readonly Name[],
    work: (tables: Pick<WorkerTables, Name>) => Promise<T>,
  ): Promise<T>
  /** Whenever one of these was written, here or in a page. @returns ends it. */
  watch(names: readonly StoreName[], act: () => void): () => void
}

export function createWorkerStore(name = databaseName): WorkerStore {
  const connection = new Connection(name)
  return {
    ...workerTables((table) => connection.each(table)),
    name,
    open: () => connection.open(),
    delete: () => connection.delete(),
    write: (names, work) => connection.write(names, (access) => work(workerTables(access))),
    watch: (names, act) => connection.channel.watch(names, act),
  }
}

/** Opened when it is needed, and again when it was closed: by a page that wants another version, or by the browser. */
class Connection {
  readonly channel: ChangeChannel
  #opening: Promise<IDBPDatabase> | undefined

  constructor(private readonly name: string) {
    this.channel = new ChangeChannel(name)
  }

  async open(): Promise<void> {
    await this.#database()
  }

  async delete(): Promise<void> {
    const open = await this.#opening?.catch(() => undefined)
    this.#opening = undefined
    open?.close()
    await deleteDB(this.name)
  }

  /** Each deed in a transaction of its own. */
  each(table: StoreName): Access {
    return {
      read: async (work) => work((await this.#begin([table], 'readonly')).objectStore<string>(table)),
      write: (work) => this.write([table], (access) => access(table).write(work)),
    }
  }

  async write<T>(names: readonly StoreName[], work: (access: (table: StoreName) => Access) => Promise<T>): Promise<T> {
    const changes = new Changes()
    const transaction = await this.#begin(names, 'readwrite')
    const committed = transaction.done
    // Waited for below; until then nobody listens.
    committed.catch(() => undefined)
    try {
      const result = await work((table) => {
        const store = () => transaction.objectStore<string>(table)
        return {
          read: async (ask) => ask(store()),
          write: async (ask) => ask(store(), (keys) => changes.add(table, keys)),
        }
      })
      await committed
      this.channel.tell(changes)
      return result
    } catch (reason) {
      abort(transaction)
      // What is left of a transaction that the browser has given up says only that it was.
      throw isNamed(reason, 'AbortError') ? (transaction.error ?? reason) : reason
    }
  }

  /** A connection that has died without a word is opened anew, once. */
  async #begin<Mode extends 'readonly' | 'readwrite'>(names: readonly StoreName[], mode: Mode) {
    const database = await this.#database()
    const begin = (open: IDBPDatabase) => open.transaction<string[], Mode>([...names], mode, { durability: 'relaxed' })
    try {
      return begin(database)
    } catch (reason) {
      if (!isNamed(reason, 'InvalidStateError')) throw reason
      this.#opening = undefined
      database.close()
      return begin(await this.#database())
    }
  }

  #database(): Promise<IDBPDatabase> {
    this.#opening ??= this.#open()
    return this.#opening
  }

  #open(): Promise<IDBPDatabase> {
    const opening = openNatively(this.name, {
      created: () => this.channel.tell(allOfIt()),
      ended: () => forget(),
    })
    const forget = () => {
      if (this.#opening === opening) this.#opening = undefined
    }
    opening.catch(forget)
    return opening
  }
}

function allOfIt(): Changes {
  const changes = new Changes()
  for (const name of storeNames) changes.add(name)
  return changes
}

/** One that has ended cannot be ended, and need not. */
function abort(transaction: Pick<IDBPTransaction, 'abort'>): void {
  try {
    transaction.abort()
  } catch {}
}

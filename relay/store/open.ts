import { type Dialect, Kysely, Migrator, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { createSignal, type Signal } from '../signal.ts'
import type { Engine } from './engine.ts'
import { migrations } from './migrations/all.ts'
import { sqlite } from './sqlite.ts'
import type { Tables } from './tables.ts'

/** A transaction under way, or the database outside of one: what every reading function of this folder takes. */
export type Reader = Kysely<Tables>
/** A transaction under way: what every writing function of this folder takes. */
export type Writer = Transaction<Tables>

/** The relay's database. One instance for the whole process. */
export interface Store {
  engine: Engine
  /** For reading. Inside `write` use the writer it gives you instead: on SQLite this one would wait for it for ever. */
  read: Reader
  /**
   * One transaction: all of it or nothing. `work` may run more than once (PostgreSQL can give a transaction up), so it touches nothing but `tx`. Once it is committed, and only then, whoever waits for the journal is woken.
   */
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  /** Fires after each commit that made the journal grow. */
  journalGrew: Signal
  /** Fires after each commit that changed what somebody may do, or took his access away. */
  rightsChanged: Signal
  /** Fires after each commit that changed who works here, their groups, or how the queue works. */
  officeChanged: Signal
  close(): Promise<void>
}

export interface StoreSettings {
  /** postgres://… ; else SQLite at `sqliteFile`. */
  databaseUrl?: string | undefined
  sqliteFile: string
}

/** Opens the database and brings its tables up to date. */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const engine: Engine = settings.databaseUrl === undefined ? 'sqlite' : 'postgres'
  const dialect = settings.databaseUrl === undefined ? sqlite(settings.sqliteFile) : postgres(settings.databaseUrl)
  const db = new Kysely<Tables>({ dialect })
  await migrate(db, engine)
  const [journalGrew, rightsChanged, officeChanged] = [createSignal(), createSignal(), createSignal()]
  return {
    engine,
    read: db,
    write: async (work) => {
      const { result, news } = await withRetry(() => commit(db, work))
      // First of all who may not read any more: he is not to be told the rest.
      if (news.has('rights')) rightsChanged.fire()
      if (news.has('office')) officeChanged.fire()
      if (news.has('journal')) journalGrew.fire()
      return result
    },
    journalGrew,
    rightsChanged,
    officeChanged,
    close: () => db.destroy(),
  }
}

/** What a transaction has to tell the process once it is committed. */
type News = 'journal' | 'rights' | 'office'

async function commit<T>(
  db: Kysely<Tables>,
  work: (tx: Writer) => Promise<T>,
): Promise<{ result: T; news: ReadonlySet<News> }> {
  const news = new Set<News>()
  const result = await db.transaction().execute(async (tx) => {
    newsOf.set(tx, news)
    return await work(tx)
  })
  return { result, news }
}

/** PostgreSQL's codes for a transaction that it gave up in favour of another: nothing was written, so it may be done again. */
const givenUp = new Set(['40001', '40P01'])
const triesAllowed = 5

async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && givenUp.has(error.code ?? '') && tries < triesAllowed)) throw error
    }
  }
}

const newsOf = new WeakMap<object, Set<News>>()

/** Called by `journal.ts` for every event it appends. */
export function noteGrowth(tx: Writer): void {
  newsOf.get(tx)?.add('journal')
}

/** Called by `employees.ts` and `tokens.ts` for every change of what somebody may do. */
export function noteRightsChanged(tx: Writer): void {
  newsOf.get(tx)?.add('rights').add('office')
}

/** Called for every change of what all employees are told of one another: people, groups, the settings of the queue. */
export function noteOfficeChanged(tx: Writer): void {
  newsOf.get(tx)?.add('office')
}

function postgres(connectionString: string): Dialect {
  const int8 = 20
  const types = new pg.TypeOverrides()
  // Our bigints are milliseconds and counters, far below 2^53.
  types.setTypeParser(int8, Number)
  const pool = new pg.Pool({ connectionString, max: 10, types })
  // A connection that breaks says so twice: to its query, which fails, and by an event that would end the process if nobody listened.
  const ignore = () => {}
  pool.on('error', ignore).on('connect', (client) => client.on('error', ignore))
  return new PostgresDialect({ pool })
}

async function migrate(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        Object.entries(migrations).map(([name, { up }]) => [name, { up: (on: Kysely<unknown>) => up(on, engine) }]),
      ),
  }
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown'
    throw new Error(`The database could not be brought up to date (migration ${failed}).`, { cause: error })
  }
}

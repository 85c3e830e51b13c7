import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { type DatabaseConnection, type Dialect, SqliteDialect, SqliteDriver } from 'kysely'

/** SQLite in a file. WAL and FULL: a commit is on the disk when it returns, also through a power cut. */
export function sqlite(file: string): Dialect {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('busy_timeout = 5000')
  const dialect = new SqliteDialect({ database })
  dialect.createDriver = () => new PatientSqliteDriver(database)
  return dialect
}

/** On a full disk SQLite rolls back by itself; to ask for it again fails, and that error would hide the true one. */
class PatientSqliteDriver extends SqliteDriver {
  constructor(private readonly database: Database.Database) {
    super({ database: { prepare: preparedOnce(database), close: () => void database.close() } })
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Of a burst each size is another text, hardly ever met again, and takes up to a megabyte. In characters. */
const longestText = 4_000

/** Statements kept ready, those used last: without it each would be parsed anew, which costs more than most of them do. */
function preparedOnce(database: Database.Database, longest = 300): (sql: string) => Database.Statement {
  const ready = new Map<string, Database.Statement>()
  return (sql) => {
    if (sql.length > longestText) return database.prepare(sql)
    const statement = ready.get(sql) ?? database.prepare(sql)
    // A Map keeps the order of insertion: the first is the one unused for longest.
    ready.delete(sql)
    ready.set(sql, statement)
    const [oldest] = ready.keys()
    if (ready.size > longest && oldest !== undefined) ready.delete(oldest)
    return statement
  }
}

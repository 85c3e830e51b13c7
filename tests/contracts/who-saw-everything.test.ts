import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dialect, Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { listEmployees } from '../../relay/store/employees.ts'
import { migrations } from '../../relay/store/migrations/all.ts'
import { openStore, type Store } from '../../relay/store/open.ts'
import { sqlite } from '../../relay/store/sqlite.ts'
import { baseIdSchema, employeeIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const newId = countingIds()

/** As a relay before the inbox was for many has left it. */
interface OldTables {
  employees: { id: string; name: string; rights: string; in_queue: number; created_at: number; base_id: string | null }
}

describe.each(engines)('a relay that is brought up to date, on %s', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'panel-migration-'))
  let store: Store
  beforeAll(async () => {
    const databaseUrl = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    const sqliteFile = join(folder, 'relay.sqlite')
    const dialect: Dialect = databaseUrl
      ? new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
      : sqlite(sqliteFile)
    const old = new Kysely<OldTables>({ dialect })
    const before = Object.entries(migrations).filter(([name]) => name < '0004')
    const provider = {
      getMigrations: async () =>
        Object.fromEntries(before.map(([name, { up }]) => [name, { up: (db: Kysely<unknown>) => up(db, engine) }])),
    }
    expect((await new Migrator({ db: old, provider }).migrateToLatest()).error).toBeUndefined()
    const base = newId(baseIdSchema)
    const person = (name: string, rights: string[], base_id: string | null = null) => ({
      id: newId(employeeIdSchema),
      name,
      rights: JSON.stringify(rights),
      in_queue: 1,
      created_at: 1,
      base_id,
    })
    const all = ['read', 'reply', 'admin']
    const people = [
      person('Администратор', all),
      person('Ольга', ['read', 'reply']),
      person('Администратор из 1С', all, base),
      person('Старший', [...all, 'supervise']),
    ]
    await old.insertInto('employees').values(people).execute()
    await old.destroy()
    store = await openStore({ databaseUrl, sqliteFile })
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('its own administrators go on seeing everybody’s conversations; employees and 1C’s administrators do not begin to', async () => {
    const rights = new Map((await listEmployees(store.read)).map(({ employee }) => [employee.name, employee.rights]))
    expect(Object.fromEntries(rights)).toEqual({
      Администратор: ['read', 'reply', 'admin', 'supervise'],
      Ольга: ['read', 'reply'],
      'Администратор из 1С': ['read', 'reply', 'admin'],
      Старший: ['read', 'reply', 'admin', 'supervise'],
    })
  })
})

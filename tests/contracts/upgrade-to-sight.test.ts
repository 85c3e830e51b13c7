import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Dialect, Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import * as v from 'valibot'
import { describe, expect, inject, it } from 'vitest'
import { isReachable } from '../../relay/inbox/live.ts'
import { employeeById } from '../../relay/store/employees.ts'
import { journalHead } from '../../relay/store/journal.ts'
import { migrations } from '../../relay/store/migrations/all.ts'
import { openStore } from '../../relay/store/open.ts'
import { sqlite } from '../../relay/store/sqlite.ts'
import { employeeIdSchema } from '../../shared/ids.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const olga = v.parse(employeeIdSchema, '00000000-0000-7000-8005-000000000001')

describe.each(engines)('a relay of the version in which everybody saw everything, on %s', (engine) => {
  it('gives everybody a new snapshot after the upgrade, and only one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'panel-upgrade-'))
    const sqliteFile = join(folder, 'relay.sqlite')
    const databaseUrl = engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined
    const dialect: Dialect =
      databaseUrl === undefined
        ? sqlite(sqliteFile)
        : new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
    const old = new Kysely<unknown>({ dialect })
    const all = Object.entries(migrations).map(([name, { up }]) => [
      name,
      { up: (db: Kysely<unknown>) => up(db, engine) },
    ])
    const provider = { getMigrations: async () => Object.fromEntries(all) }
    expect((await new Migrator({ db: old, provider }).migrateTo('0003-onec')).error).toBeUndefined()
    await sql`insert into employees (id, name, rights, in_queue, created_at) values (${olga}, 'Ольга', '["read","reply"]', 1, 0)`.execute(
      old,
    )
    // All of the journal is there still: only her sight can be the reason.
    await sql`insert into journal (seq, at, conversation_id, event) values (1, 0, 'c', '{}')`.execute(old)
    await sql`update counters set value = 100 where name = 'journal'`.execute(old)
    await old.destroy()

    const store = await openStore({ databaseUrl, sqliteFile })
    const employee = await employeeById(store.read, olga)
    if (!employee) throw new Error('She is there still.')
    const head = await journalHead(store.read)
    expect(await isReachable(store, employee, 100)).toBe(false)
    expect(await isReachable(store, employee, head)).toBe(true)
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

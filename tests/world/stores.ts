import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Engine } from '../../relay/store/engine.ts'
import { openStore, type Store } from '../../relay/store/open.ts'

/** The two engines that every store sentence must hold on. */
export const engines: Engine[] = ['sqlite', 'postgres']

/** An empty store of its own. @param postgresServer any database on the server to make another one on. */
export async function freshStore(
  engine: Engine,
  postgresServer?: string,
): Promise<{ store: Store; reopen(): Promise<Store>; discard(): Promise<void> }> {
  if (engine === 'postgres' && postgresServer === undefined) throw new Error('freshStore: postgres needs a server.')
  const folder = mkdtempSync(join(tmpdir(), 'panel-store-'))
  const sqliteFile = join(folder, 'relay.sqlite')
  const databaseUrl =
    engine === 'postgres' && postgresServer !== undefined ? await freshDatabase(postgresServer) : undefined
  const open: Store[] = []
  const reopen = async () => {
    const store = await openStore({ databaseUrl, sqliteFile })
    open.push(store)
    return store
  }
  return {
    store: await reopen(),
    reopen,
    discard: async () => {
      await Promise.all(open.map((store) => store.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Databases made by this process so far. */
let databases = 0

export async function freshDatabase(server: string): Promise<string> {
  databases += 1
  const name = `store_${process.pid}_${databases}_${Date.now()}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return server.replace(/\/[^/]+$/, `/${name}`)
}

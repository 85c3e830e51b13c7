import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { RelayProcess } from '../world/relay-process.ts'
import { freshDatabase } from '../world/stores.ts'
import { startWhatsApp, type WhatsAppStandIn } from '../world/whatsapp/whatsapp.ts'

describe('a PostgreSQL that drops its connections', () => {
  let whatsapp: WhatsAppStandIn
  let relay: RelayProcess
  let databaseUrl: string
  beforeAll(async () => {
    whatsapp = await startWhatsApp()
    databaseUrl = await freshDatabase(inject('postgresServer'))
    relay = await RelayProcess.start({ whatsapp, databaseUrl })
  })
  afterAll(async () => {
    await relay?.stop()
    await whatsapp?.close()
  })

  const isReady = () =>
    fetch(`${relay.address}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )

  it('does not end the relay, which is ready again by itself', async () => {
    expect(await isReady()).toBe(true)
    // In a process of its own: in the test's, the runner would catch what ends a process.
    for (let times = 0; times < 3; times += 1) {
      await dropConnections(databaseUrl)
      await expect.poll(isReady, { timeout: 10_000 }).toBe(true)
    }
    expect(relay.isRunning).toBe(true)
  })
})

/** As a restart of the server does. */
async function dropConnections(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresServer') })
  await client.connect()
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    new URL(database).pathname.slice(1),
  ])
  await client.end()
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../relay/store/open.ts'
import { createLedger, type Ledger } from '../../relay/whatsapp/ledger.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { seededRandom } from '../crash/seeded-random.ts'
import { countingIds } from '../world/ids.ts'

/** What a disk holds of a database when the power goes. */
interface Disk {
  database: Buffer
  wal: Buffer
}

/** A disk writes a sector whole or not at all. */
const sector = 512
const seed = 20_261_122

/**
 * docs/decisions/0011: what WhatsApp has a receipt for is on the disk. The power goes after a commit has returned (the gate lets the receipt leave then) and
 * while the next one is being written: of that one the disk holds whatever it likes.
 */
describe('when the power goes', () => {
  const random = seededRandom(seed)
  let folder: string
  let channelId: ChannelId
  let store: Store
  let ledger: Ledger
  /** Arrivals whose receipt may have left. */
  let confirmed: string[]

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panel-power-'))
    channelId = countingIds()(channelIdSchema)
    store = await openStore({ sqliteFile: join(folder, 'relay.sqlite') })
    ledger = createLedger({ store, channelId, onArrivals: () => {}, onBroken: () => {} })
    confirmed = []
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A burst arrives; once this resolves, its receipts leave. */
  const arrive = async (burst: number, bytes: number): Promise<void> => {
    const hashes = [0, 1, 2].map((index) => `arrival ${burst}.${index}`)
    for (const [index, hash] of hashes.entries()) {
      const plaintext = Buffer.alloc(bytes, hash)
      const keys = [{ type: 'session', id: `${burst % 5}`, value: hash }]
      ledger.write({
        keys,
        arrivals: [{ hash, envelope: '{}', plaintext, arrivedOrder: burst * 10 + index, what: 'message' as const }],
      })
    }
    await ledger.flushed()
    confirmed.push(...hashes)
  }

  const disk = (): Disk => ({
    database: readFileSync(join(folder, 'relay.sqlite')),
    wal: readFileSync(join(folder, 'relay.sqlite-wal')),
  })

  /** The relay starts again on what the disk holds. @returns the arrivals that it finds. */
  const startOn = async (left: Disk): Promise<string[]> => {
    const place = mkdtempSync(join(tmpdir(), 'panel-power-back-'))
    writeFileSync(join(place, 'relay.sqlite'), left.database)
    writeFileSync(join(place, 'relay.sqlite-wal'), left.wal)
    const again = await openStore({ sqliteFile: join(place, 'relay.sqlite') })
    try {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(again.read)
      expect(rows).toEqual([{ integrity_check: 'ok' }])
      const found = await again.read.selectFrom('arrivals').select('hash').orderBy('arrived_order').execute()
      return found.map(({ hash }) => hash)
    } finally {
      await again.close()
      rmSync(place, { recursive: true, force: true })
    }
  }

  it('every commit was on the disk when it returned: WAL, synchronous=FULL', async () => {
    expect((await sql`pragma journal_mode`.execute(store.read)).rows).toEqual([{ journal_mode: 'wal' }])
    expect((await sql`pragma synchronous`.execute(store.read)).rows).toEqual([{ synchronous: 2 }])
  })

  it('every confirmed message is there, wherever the commit after it was torn', async () => {
    let began = 0
    for (let burst = 0; burst < 40; burst += 1) {
      const before = disk()
      const sure = [...confirmed]
      // Large enough that the WAL is taken into the database on the way and begins anew.
      await arrive(burst, 90_000)
      const after = disk()
      const beginsAnew = !after.wal.subarray(0, 32).equals(before.wal.subarray(0, 32))
      if (beginsAnew) began += 1
      else if (burst % 4 > 0) continue
      for (const torn of [
        cut(before, after),
        cut(before, after),
        cut(before, after, 'garbage'),
        sectorsOf(before, after),
      ]) {
        const found = await startOn(torn)
        expect(found.slice(0, sure.length)).toEqual(sure)
        // And the torn one as a whole or not at all.
        expect([sure.length, confirmed.length]).toContain(found.length)
      }
    }
    expect(began).toBeGreaterThan(1)
  })

  it('every confirmed message is there, when the WAL was just being taken into the database', async () => {
    for (let burst = 0; burst < 12; burst += 1) await arrive(burst, 9_000)
    const before = disk()
    const copy = join(folder, 'copy.sqlite')
    writeFileSync(copy, before.database)
    writeFileSync(`${copy}-wal`, before.wal)
    const other = new Database(copy)
    other.pragma('wal_checkpoint(FULL)')
    const database = readFileSync(copy)
    other.close()
    expect(database.equals(before.database)).toBe(false)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const torn = { database: mixed(before.database, database), wal: before.wal }
      expect(await startOn(torn)).toEqual(confirmed)
    }
  })

  it('a disk that had lost part of a confirmed commit would be seen here', async () => {
    await arrive(0, 9_000)
    const { wal } = disk()
    await arrive(1, 9_000)
    const after = disk()
    for (const share of [0.1, 0.5, 0.9]) {
      const length = Math.floor(wal.length + (after.wal.length - wal.length) * share)
      expect(await startOn({ database: after.database, wal: after.wal.subarray(0, length) })).toEqual(
        confirmed.slice(0, 3),
      )
    }
  })

  /** Up to an arbitrary byte the new is there, behind it the old; or something that was never written. */
  function cut(before: Disk, after: Disk, behind: 'old' | 'garbage' = 'old'): Disk {
    const wasReused = !after.wal.subarray(0, 32).equals(before.wal.subarray(0, 32))
    const from = wasReused ? 0 : firstDifference(before.wal, after.wal)
    const at = from + Math.floor(random() * (after.wal.length - from))
    const rest = behind === 'garbage' ? garbage(3_000) : before.wal.subarray(at)
    return { database: before.database, wal: Buffer.concat([after.wal.subarray(0, at), rest]) }
  }

  /** Sectors reach a disk in any order. */
  const sectorsOf = (before: Disk, after: Disk): Disk => ({
    database: before.database,
    wal: mixed(before.wal, after.wal),
  })

  function mixed(before: Buffer, after: Buffer): Buffer {
    const result = Buffer.alloc(after.length)
    before.copy(result)
    for (let at = 0; at < after.length; at += sector) {
      if (random() < 0.5) after.copy(result, at, at, at + sector)
    }
    return result
  }

  const garbage = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
})

function firstDifference(one: Buffer, other: Buffer): number {
  const shorter = Math.min(one.length, other.length)
  for (let at = 0; at < shorter; at += 1) if (one[at] !== other[at]) return at
  return shorter
}

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { tidyUp } from '../../relay/housekeeping.ts'
import { createNoteFile } from '../../relay/inbox/note-file.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { type MediaStore, openMediaStore } from '../../relay/media/media-store.ts'
import { insertArrivals, plaintextOfArrival, settleArrivals, unhandledArrivals } from '../../relay/store/arrivals.ts'
import { insertBase, noteExchange } from '../../relay/store/bases.ts'
import { journalHead, journalTail } from '../../relay/store/journal.ts'
import type { Store } from '../../relay/store/open.ts'
import { baseIdSchema, type ChannelId, channelIdSchema, type FileId } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter } from '../world/whole-inbox.ts'

const day = 86_400_000

describe.each(engines)('housekeeping on %s', (engine) => {
  let store: Store
  let discard: () => Promise<void>
  let folder: string
  let media: MediaStore
  let clock: ReturnType<typeof standingClock>
  let channelId: ChannelId
  let newId: ReturnType<typeof countingIds>
  let uploadsLookedAt = 0

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    folder = mkdtempSync(join(tmpdir(), 'housekeeping-'))
    media = await openMediaStore(folder, 1_000_000)
    clock = standingClock()
    newId = countingIds()
    channelId = newId(channelIdSchema)
  })
  afterEach(async () => {
    await discard()
    rmSync(folder, { recursive: true })
  })

  const tidy = (settings: { keepFilesDays?: number; mediaLimit?: number } = {}) =>
    tidyUp({
      store,
      media,
      fileParts: {
        forgetOld: async () => {
          uploadsLookedAt += 1
        },
      },
      clock,
      log: pino({ level: 'silent' }),
      keepFilesDays: 0,
      mediaLimit: 0,
      setAlarm: (_after, ring) => {
        queueMicrotask(ring)
        return () => {}
      },
      ...settings,
    })

  /** A picture that Anna sends now, fetched at once. */
  async function picture(words: string): Promise<{ id: FileId; sha256: string }> {
    const bytes = Buffer.from(words.padEnd(1_000, '.'))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await createReceiveMessage(
      store,
      clock,
      newId,
    )(
      {
        channelId,
        client: { phone: v.parse(phoneNumberSchema, '+79161234567'), name: 'Анна' },
        origin: 'client',
        whatsappId: `3A${words}`,
        at: clock.now(),
        kind: 'image',
        text: '',
        file: { name: 'image.jpg', mime: 'image/jpeg', size: bytes.length, sha256, source: '{}' },
      },
      async () => {},
    )
    const events = await journalAfter(store.read, 0, 10_000)
    const id = events.flatMap((event) => (event.type === 'message' ? (event.message.file?.id ?? []) : [])).at(-1)
    if (!id) throw new Error('unreachable: the message has a file')
    await media.write(
      (async function* () {
        yield bytes
      })(),
    )
    written(sha256)
    await createNoteFile(store, clock)(id, { state: 'ready', sha256, size: bytes.length })
    return { id, sha256 }
  }

  /** The disk has a clock of its own: what is written now was written at the test's time. */
  const written = (sha256: string) => utimesSync(media.pathOf(sha256), clock.now() / 1000, clock.now() / 1000)

  const told = async (id: FileId) =>
    (await journalAfter(store.read, 0, 500)).filter(
      (event) => event.type === 'message' && event.message.file?.id === id && event.message.file.state === 'gone',
    )

  async function linkBase(cursor: number) {
    const id = newId(baseIdSchema)
    await store.write(async (tx) => {
      await insertBase(tx, { id, name: 'УТ', tokenHash: id, createdAt: clock.now() })
      await noteExchange(tx, id, { cursor, at: clock.now() })
    })
    return id
  }

  it('looks for uploads that nobody goes on with, once each round', async () => {
    const before = uploadsLookedAt
    await tidy()
    expect(uploadsLookedAt - before).toBe(1)
  })

  it('keeps files for ever when nobody has said otherwise', async () => {
    const { sha256 } = await picture('старая')
    clock.forward(4_000 * day)
    await tidy()
    expect(await media.has(sha256)).toBe(true)
  })

  it('forgets files that are older than they may be, and says so in the message', async () => {
    const old = await picture('старая')
    clock.forward(20 * day)
    const young = await picture('новая')
    clock.forward(11 * day)
    await tidy({ keepFilesDays: 30 })
    expect(await media.has(old.sha256)).toBe(false)
    expect(await told(old.id)).toMatchObject([
      { type: 'message', first: false, change: 'file', message: { file: { state: 'gone', trouble: 'forgotten' } } },
    ])
    expect(await media.has(young.sha256)).toBe(true)
    expect(await told(young.id)).toEqual([])
  })

  it('forgets the oldest files when they take too much room, and no more than it must', async () => {
    const first = await picture('первая')
    clock.forward(day)
    const second = await picture('вторая')
    clock.forward(day)
    const third = await picture('третья')
    clock.forward(3 * day)
    await tidy({ mediaLimit: 2_500 })
    expect(await Promise.all([first, second, third].map(({ sha256 }) => media.has(sha256)))).toEqual([
      false,
      true,
      true,
    ])
  })

  it('keeps bytes that a younger message has as well', async () => {
    const { id, sha256 } = await picture('общая')
    clock.forward(20 * day)
    const bytes = { state: 'ready' as const, sha256, size: 1_000 }
    const again = await picture('другая')
    await createNoteFile(store, clock)(again.id, bytes)
    clock.forward(11 * day)
    await tidy({ keepFilesDays: 30 })
    expect(await told(id)).toHaveLength(1)
    expect(await media.has(sha256)).toBe(true)
  })

  it('forgets no file that a base has not been told of, however full it is', async () => {
    const { sha256 } = await picture('не забрана')
    const base = await linkBase(0)
    clock.forward(40 * day)
    await tidy({ keepFilesDays: 30, mediaLimit: 1 })
    expect(await media.has(sha256)).toBe(true)
    await store.write(async (tx) => noteExchange(tx, base, { cursor: await journalHead(tx), at: clock.now() }))
    await tidy({ keepFilesDays: 30 })
    expect(await media.has(sha256)).toBe(false)
  })

  it('removes bytes that belong to nobody, but not those that are just being stored', async () => {
    const { sha256 } = await picture('чья-то')
    const orphan = (words: string) =>
      media.write(
        (async function* () {
          yield Buffer.from(words)
        })(),
      )
    const old = await orphan('ничья')
    written(old.sha256)
    clock.forward(day)
    const fresh = await orphan('свежая')
    written(fresh.sha256)
    await tidy()
    expect(await media.has(old.sha256)).toBe(false)
    expect(await media.has(fresh.sha256)).toBe(true)
    expect(await media.has(sha256)).toBe(true)
  })

  it('drops plaintexts after days and arrivals after weeks, but never what nobody has handled', async () => {
    const arrival = (hash: string, arrivedOrder: number) => ({
      what: 'message' as const,
      hash,
      envelope: '{}',
      plaintext: Buffer.from(hash),
      arrivedOrder,
    })
    const many = Array.from({ length: 600 }, (_, index) => arrival(`h${index}`, index + 1))
    await store.write((tx) => insertArrivals(tx, channelId, [...many, arrival('waits', 1_000)]))
    const hashes = many.map(({ hash }) => hash)
    await store.write((tx) => settleArrivals(tx, channelId, { at: clock.now(), kept: hashes, dropped: [] }))
    const plaintext = (hash: string) => plaintextOfArrival(store.read, channelId, hash)
    clock.forward(2 * day)
    await tidy()
    expect(await plaintext('h0')).not.toBeNull()
    clock.forward(2 * day)
    await tidy()
    expect([await plaintext('h0'), await plaintext('h599')]).toEqual([null, null])
    clock.forward(26 * day)
    await tidy()
    expect(await plaintext('h0')).toBeNull()
    clock.forward(6 * day)
    await tidy()
    expect([await plaintext('h0'), await plaintext('h599')]).toEqual([undefined, undefined])
    expect(await unhandledArrivals(store.read, channelId, 0, 10)).toMatchObject([{ hash: 'waits' }])
  })

  it('forgets the journal that everybody has and that is old; whoever comes later gets a snapshot', async () => {
    await picture('первая')
    const base = await linkBase(1)
    clock.forward(31 * day)
    await picture('вторая')
    await tidy()
    expect(await journalTail(store.read)).toBe(2)
    const head = await journalHead(store.read)
    await store.write((tx) => noteExchange(tx, base, { cursor: head, at: clock.now() }))
    await tidy()
    // The second picture is of today.
    expect(await journalTail(store.read)).toBe(3)
  })
})

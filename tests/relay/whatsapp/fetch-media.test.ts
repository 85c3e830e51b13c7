import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSignal } from '../../../relay/signal.ts'
import type { FoundFile } from '../../../relay/store/files.ts'
import { startFetchingMedia } from '../../../relay/whatsapp/fetch-media.ts'
import type { FetchOneParts, FileToFetch } from '../../../relay/whatsapp/fetch-one-file.ts'
import type { FetchedMedia } from '../../../relay/whatsapp/media.ts'
import { MediaDamaged } from '../../../relay/whatsapp/media-decryption.ts'
import { type ChannelId, channelIdSchema, type FileId, fileIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'
import { until } from '../../world/until.ts'

const newId = countingIds()
const [sales, support] = [newId(channelIdSchema), newId(channelIdSchema)]
const ready: FetchedMedia = { state: 'ready', stored: { sha256: 'a'.repeat(64), size: 3 } }
const never = new Promise<never>(() => {})

/** The files table, a clock that only the test moves, and what WhatsApp and the phone say. */
let now: number
let table: (FileToFetch & { dueAt: number })[]
let found: Map<FileId, FoundFile>
let begun: FileId[]
let alarms: { at: number; ring: () => void }[]
let fetchNow: FetchOneParts['fetch']
let phone: FetchOneParts['askPhone']
let diskIsFull: boolean
let fetching: { stop(): Promise<void> } | undefined
const wake = createSignal()

beforeEach(() => {
  now = 1_000_000
  table = []
  found = new Map()
  begun = []
  alarms = []
  fetchNow = async () => ready
  phone = async () => ({ answer: 'failed' })
  diskIsFull = false
})
afterEach(async () => {
  // What never ends in a test is not waited for.
  void fetching?.stop()
})

function file(channelId: ChannelId = sales, more: Partial<FileToFetch> = {}): FileId {
  const id = newId(fileIdSchema)
  const source = JSON.stringify({ id })
  const all = { source, mime: 'audio/ogg', size: 3, attempts: 0, phoneAsks: 0, fromHistory: false, ...more }
  table.push({ id, channelId, ...all, dueAt: 0 })
  return id
}

function start(): void {
  const due = () => table.filter(({ dueAt }) => dueAt <= now)
  fetching = startFetchingMedia({
    channelsToFetchFor: async () => [...new Set(due().map(({ channelId }) => channelId))],
    filesToFetch: async (channelId, { limit }) =>
      due()
        .filter((one) => one.channelId === channelId)
        .slice(0, limit),
    nextFileDue: async () =>
      table
        .map(({ dueAt }) => dueAt)
        .filter((at) => at > now)
        .sort()[0],
    fetch: async (source, by) => {
      begun.push(JSON.parse(source).id)
      return await fetchNow(source, by)
    },
    askPhone: (asked) => phone(asked),
    measure: async () => undefined,
    limit: 1_000,
    onFound: async (id, what) => {
      if (diskIsFull) throw new Error('SQLITE_FULL')
      found.set(id, what)
      table = table.filter((one) => one.id !== id)
    },
    onAttempt: async (id, { nextAttemptAt, ...change }) => {
      if (diskIsFull) throw new Error('SQLITE_FULL')
      table = table.map((one) => (one.id === id ? { ...one, ...change, dueAt: nextAttemptAt } : one))
    },
    now: () => now,
    random: () => 1,
    wake,
    setAlarm: (after, ring) => {
      const alarm = { at: now + after, ring }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((one) => one !== alarm)
      }
    },
    log: pino({ level: 'silent' }),
  })
}

function forward(ms: number): void {
  now += ms
  const due = alarms.filter(({ at }) => at <= now)
  alarms = alarms.filter(({ at }) => at > now)
  for (const { ring } of due) ring()
}
const one = (id: FileId) => table.find((each) => each.id === id)

it('a dead file holds up no other: neither of its own number nor of another', async () => {
  const dead = [file(), file(), file()]
  const [next, elsewhere] = [file(), file(support)]
  fetchNow = (source) => (dead.includes(JSON.parse(source).id) ? never : Promise.resolve(ready))
  start()
  await until(() => expect(found.get(elsewhere)).toMatchObject({ state: 'ready' }))
  expect(found.has(next)).toBe(false)
  forward(10_000)
  await until(() => expect(found.get(next)).toMatchObject({ state: 'ready' }))
})

it('fetches no more at once than there is room for', async () => {
  for (let count = 0; count < 9; count += 1) file()
  fetchNow = () => never
  start()
  await until(() => expect(begun).toHaveLength(3))
  wake.fire()
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toHaveLength(3)
})

it('tries a file again later, and keeps in the table how often', async () => {
  const id = file()
  fetchNow = () => Promise.reject(new Error('the line is cut'))
  start()
  await until(() => expect(one(id)).toMatchObject({ attempts: 1, dueAt: now + 2_000 }))
  fetchNow = async () => ready
  forward(1_999)
  expect(begun).toHaveLength(1)
  await until(() => expect(alarms.length).toBeGreaterThan(0))
  forward(1)
  await until(() => expect(found.get(id)).toMatchObject({ state: 'ready' }))
})

it('asks the phone for what WhatsApp no longer has, and fetches it from the new place', async () => {
  const id = file()
  fetchNow = async (source) => (source.includes('again') ? ready : { state: 'away' })
  const source = { type: 'ptt', mediaKey: 'a2V5', directPath: '/again', sha256: 'a2V5' } as const
  phone = async () => {
    const answer = { answer: 'uploaded' as const, source: { ...source, id } }
    return answer
  }
  start()
  await until(() => expect(found.get(id)).toMatchObject({ state: 'ready' }))
})

it('says that a file has expired when the phone does not have it either', async () => {
  const id = file()
  fetchNow = async () => ({ state: 'away' })
  phone = async () => ({ answer: 'notThere' })
  start()
  await until(() => expect(found.get(id)).toEqual({ state: 'gone', trouble: 'expired' }))
})

it('asks a phone that is switched off again over days, and then gives the file up', async () => {
  const id = file()
  fetchNow = async () => ({ state: 'away' })
  let asked = 0
  phone = async () => {
    asked += 1
    return { answer: 'failed' }
  }
  start()
  const began = now
  await until(() => {
    forward(60 * 60_000)
    expect(found.get(id)).toEqual({ state: 'gone', trouble: 'expired' })
  })
  expect(asked).toBe(5)
  expect(now - began).toBeGreaterThan(3 * 86_400_000)
})

it('asks nobody while the number is offline, and does not count that', async () => {
  const id = file()
  fetchNow = async () => ({ state: 'away' })
  phone = async () => ({ answer: 'offline' })
  start()
  await until(() => expect(one(id)?.dueAt).toBe(now + 60_000))
  expect(one(id)?.phoneAsks).toBe(0)
})

it('does not even begin with a file that is too large, and says so', async () => {
  const id = file(sales, { size: 1_001 })
  start()
  await until(() => expect(found.get(id)).toEqual({ state: 'gone', trouble: 'tooLarge' }))
  expect(begun).toEqual([])
})

it('shows the true size where the sender stated a false one', async () => {
  const id = file(sales, { size: 5 })
  fetchNow = async () => ({ state: 'tooLarge', size: 5_000 })
  start()
  await until(() => expect(found.get(id)).toEqual({ state: 'gone', trouble: 'tooLarge', size: 5_000 }))
})

it('gives a damaged file some chances, since a line may damage it, but not for ever', async () => {
  const id = file()
  fetchNow = () => Promise.reject(new MediaDamaged('the MAC does not fit'))
  start()
  await until(() => {
    forward(60_000)
    expect(found.get(id)).toEqual({ state: 'gone', trouble: 'damaged' })
  })
  expect(begun).toHaveLength(4)
})

it('loses nothing while the disk is full, and does not hammer it', async () => {
  const id = file()
  diskIsFull = true
  start()
  await until(() => expect(alarms.length).toBeGreaterThan(0))
  for (let times = 0; times < 5; times += 1) {
    wake.fire()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(begun).toHaveLength(1)
  diskIsFull = false
  await until(() => {
    forward(5_000)
    expect(found.get(id)).toMatchObject({ state: 'ready' })
  })
})

it('ends at once, and leaves what was under way to the next start', async () => {
  const id = file()
  fetchNow = (_source, by) =>
    new Promise((_, reject) => by?.signal?.addEventListener('abort', () => reject(new Error('cut off'))))
  start()
  await until(() => expect(begun).toHaveLength(1))
  await fetching?.stop()
  expect(one(id)).toMatchObject({ attempts: 0, dueAt: 0 })
})

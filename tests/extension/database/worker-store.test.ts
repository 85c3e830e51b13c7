import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { emptyHere } from '../../../extension/database/here.ts'
import { nativeVersion } from '../../../extension/database/schema.ts'
import { createWorkerStore } from '../../../extension/database/worker-store.ts'
import { conversation, ivan, messageId, morning } from '../background/cast.ts'

let databases = 0
let name = ''
beforeEach(() => {
  databases += 1
  name = `worker-store-${databases}`
})
afterEach(() => vi.restoreAllMocks())

/** What the browser itself says is there. */
async function shapeOf(database: string): Promise<unknown> {
  const open = await new Promise<IDBDatabase>((done) => {
    const opening = indexedDB.open(database)
    opening.onsuccess = () => done(opening.result)
  })
  const reading = open.transaction([...open.objectStoreNames])
  const stores = [...open.objectStoreNames].map((store) => {
    const { keyPath, indexNames, autoIncrement } = reading.objectStore(store)
    const indexes = [...indexNames].map((index) => {
      const { keyPath: path, unique, multiEntry } = reading.objectStore(store).index(index)
      return { index, path, unique, multiEntry }
    })
    return { store, keyPath, autoIncrement, indexes }
  })
  open.close()
  return { version: open.version, stores }
}

/** As the first version of the extension made it. */
async function firstVersion(): Promise<void> {
  const old = new Dexie(name)
  old.version(1).stores({
    conversations: 'id, lastMessageAt, [state+lastMessageAt], [ownerId+lastMessageAt], waitsForMe',
    messages: 'id, [conversationId+at]',
    outbox: 'id, conversationId, typedAt',
    drafts: 'conversationId',
    here: 'key',
  })
  await old.open()
  await old.table('here').put({ ...emptyHere('live', morning), cursor: 7 })
  await old.table('conversations').put({ ...conversation(ivan), waitsForMe: 1 })
  old.close()
}

describe('one database, whoever opens it first', () => {
  test('is the same in every store and index', async () => {
    await createWorkerStore(name).open()
    await new InboxDatabase(`${name}-of-a-page`).open()
    expect(await shapeOf(name)).toEqual(await shapeOf(`${name}-of-a-page`))
    expect(await shapeOf(name)).toMatchObject({ version: nativeVersion })
  })

  test.each([
    ['the worker', () => createWorkerStore(name).open()],
    ['a page', () => new InboxDatabase(name).open()],
  ])('of the first version is led on by %s, with what lies in it', async (_who, open) => {
    await firstVersion()
    await open()
    const page = new InboxDatabase(name)
    expect((await page.here.get('here'))?.cursor).toBe(7)
    expect(await createWorkerStore(name).conversations.countIn('[waitsForMe+state]', [1, 'queued'])).toBe(1)
    await new InboxDatabase(`${name}-new`).open()
    expect(await shapeOf(name)).toEqual(await shapeOf(`${name}-new`))
  })

  test('is left to whoever wants a later version, and used on where that has all we know', async () => {
    const store = createWorkerStore(name)
    await store.here.put(emptyHere('live', morning))
    const later = await new Promise<IDBDatabase>((done) => {
      const opening = indexedDB.open(name, nativeVersion + 10)
      opening.onsuccess = () => done(opening.result)
    })
    later.close()
    expect((await store.here.get('here'))?.link).toBe('live')
  })

  test('but not where something is missing in it', async () => {
    const opening = indexedDB.open(name, nativeVersion + 10)
    opening.onupgradeneeded = () => opening.result.createObjectStore('here', { keyPath: 'key' })
    await new Promise<void>((done) => {
      opening.onsuccess = () => done(opening.result.close())
    })
    await expect(createWorkerStore(name).open()).rejects.toMatchObject({ name: 'VersionError' })
  })

  test('thrown away by a page is empty, and there again at the next question', async () => {
    const store = createWorkerStore(name)
    await store.here.put(emptyHere('live', morning))
    await new InboxDatabase(name).delete()
    expect(await store.here.get('here')).toBeUndefined()
    await store.here.put(emptyHere('offline', morning))
    await store.delete()
    expect(await store.here.toArray()).toEqual([])
  })
})

describe('a transaction', () => {
  const reply = { id: messageId(20), conversationId: ivan.id, text: 'Да', typedAt: morning, attempts: 0 }

  test('is all of it, in every store', async () => {
    const store = createWorkerStore(name)
    const done = await store.write(['here', 'outbox'], async ({ here, outbox }) => {
      await outbox.put(reply)
      await here.put(emptyHere('live', morning))
      return outbox.count()
    })
    expect([done, await store.outbox.count(), await store.here.count()]).toEqual([1, 1, 1])
  })

  test('is nothing of it when something is thrown in it, or a row cannot be kept', async () => {
    const store = createWorkerStore(name)
    const thrown = store.write(['outbox'], async ({ outbox }) => {
      await outbox.put(reply)
      throw new Error('no')
    })
    await expect(thrown).rejects.toThrow('no')
    const { id: _none, ...nameless } = reply
    const unkept = store.write(['outbox'], async ({ outbox }) => {
      await outbox.put(reply)
      await Reflect.apply(outbox.put, outbox, [nameless])
    })
    await expect(unkept).rejects.toMatchObject({ name: 'DataError' })
    expect(await store.outbox.count()).toBe(0)
  })

  test('that the browser gives up for want of room says so, not only that it was given up', async () => {
    const store = createWorkerStore(name)
    const full = new DOMException('', 'QuotaExceededError')
    await store.open()
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementationOnce(function (this: IDBObjectStore) {
      this.transaction.abort()
      Reflect.set(this.transaction, 'error', full)
      throw new DOMException('', 'AbortError')
    })
    const failed = store.write(['outbox'], async ({ outbox }) => {
      await outbox.put(reply)
      await outbox.get(reply.id)
    })
    await expect(failed).rejects.toBe(full)
  })

  test('on a connection that has died without a word is begun again on a new one', async () => {
    const store = createWorkerStore(name)
    await store.outbox.put(reply)
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('', 'InvalidStateError')
    })
    expect(await store.outbox.count()).toBe(1)
  })
})

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { shutStore } from '../../../extension/browser/shut-store.ts'
import { createStoreKeeper } from '../../../extension/database/rebuild.ts'
import { conversation, ivan, messageId, morning, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'
import { welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => desk.close())

describe('the browser has thrown away what was kept', () => {
  const relayKnowsIvan = () => {
    desk.relay.answer('GET /snapshot', () => ({
      json: { cursor: 7, conversations: [{ conversation: conversation(ivan, { revision: 7 }), messages: [] }] },
    }))
    desk.relay.onHello = ({ cursor }) => [welcome({ cursor: 7, snapshotNeeded: cursor !== 7 })]
  }
  beforeEach(async () => {
    await live(desk)
    relayKnowsIvan()
    await Promise.all(desk.database.tables.map((table) => table.clear()))
  })

  test('and everything is here again with the next word of the relay, without anybody’s doing', async () => {
    desk.relay.happens(8, wrote(ivan, 8))
    await until(async () => expect((await desk.database.conversations.get(ivan.id))?.contact.name).toBe('Иван'))
    await untilLink(desk, 'live')
    expect((await desk.database.here.get('here'))?.employee?.name).toBe('Анна')
  })

  test('or at the next ring of the alarm, when the relay has nothing to say', async () => {
    desk.background.rang()
    await until(async () => expect(await desk.database.conversations.count()).toBe(1))
    await untilLink(desk, 'live')
  })

  test('and a reply that was typed since leaves', async () => {
    desk.relay.answer('POST /replies', () => ({ status: 500, json: {} }))
    const reply = { id: messageId(20), conversationId: ivan.id, text: 'Да', typedAt: morning, attempts: 0 }
    await desk.database.outbox.put(reply)
    desk.background.rang()
    await untilLink(desk, 'live')
    await until(() => expect(desk.relay.asked.map(({ request }) => request)).toContain('POST /replies'))
    expect(await desk.database.outbox.count()).toBe(1)
  })
})

describe('a store that does not open', () => {
  const store = (...names: string[]) => {
    const failures = names.map((name) => new DOMException('', name))
    const open = vi.fn(async () => {
      const reason = failures.shift()
      if (reason !== undefined) throw reason
      return desk.database
    })
    return { open, delete: vi.fn(async () => {}) }
  }

  const minute = 60_000
  let time: number
  /** In each life of the worker. */
  const keeper = (broken: ReturnType<typeof store>) => createStoreKeeper(broken, shutStore, () => time)
  const fails = (openStore: () => Promise<void>) => expect(openStore()).rejects.toThrow()
  beforeEach(() => {
    time = morning
  })

  test('is begun anew when it has stayed shut for minutes, not before', async () => {
    const broken = store(...Array(5).fill('UnknownError'))
    const openStore = keeper(broken)
    for (let tries = 0; tries < 4; tries += 1, time += minute) await fails(openStore)
    expect(broken.delete).not.toHaveBeenCalled()
    await openStore()
    expect(broken.delete).toHaveBeenCalledOnce()
  })

  test('is not thrown away because somebody presses «Подключиться» again and again while the disk is locked', async () => {
    const locked = store(...Array(20).fill('UnknownError'))
    const openStore = keeper(locked)
    for (let presses = 0; presses < 20; presses += 1, time += 2_000) await fails(openStore)
    expect(locked.delete).not.toHaveBeenCalled()
    await openStore()
    expect(locked.delete).not.toHaveBeenCalled()
  })

  test('is begun anew also when the browser stops the worker between the tries', async () => {
    const broken = store(...Array(5).fill('UnknownError'))
    for (let lives = 0; lives < 4; lives += 1, time += minute) await fails(keeper(broken))
    await keeper(broken)()
    expect(broken.delete).toHaveBeenCalledOnce()
  })

  test('is not thrown away for what was yesterday: once it has opened, the minutes begin anew', async () => {
    const broken = store(...Array(4).fill('UnknownError'))
    for (let tries = 0; tries < 4; tries += 1, time += minute) await fails(keeper(broken))
    await keeper(store())()
    const again = store('UnknownError')
    await fails(keeper(again))
    expect(again.delete).not.toHaveBeenCalled()
  })

  test('is begun anew at once when a later version of the extension has written it', async () => {
    const broken = store('VersionError')
    await keeper(broken)()
    expect(broken.delete).toHaveBeenCalledOnce()
  })

  test('is never thrown away because the disk is full', async () => {
    const full = store(...Array(9).fill('QuotaExceededError'))
    const openStore = keeper(full)
    for (let tries = 0; tries < 9; tries += 1, time += minute) await fails(openStore)
    expect(full.delete).not.toHaveBeenCalled()
  })

  test('is said on the badge, until it opens again', async () => {
    vi.spyOn(desk.store, 'open').mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'))
    desk.background.connect()
    await until(() => expect(desk.badge()?.words).toBe('storeBroken'))
    desk.background.rang()
    await untilLink(desk, 'live')
    await until(() => expect(desk.badge()?.words).toBe('nothing'))
  })
})

test('what does not fit makes room for itself: pictures that were fetched go, and the frame comes again', async () => {
  await live(desk)
  await desk.database.files.put({ key: 'f', bytes: new Blob(['x']), usedAt: morning })
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('', 'QuotaExceededError')
  })
  desk.relay.happens(1, wrote(ivan, 1))
  await until(async () => expect(await desk.database.files.count()).toBe(0))
  await until(() => expect(desk.badge()?.words).toBe('storeBroken'))
  desk.relay.onHello = () => [welcome({ cursor: 1 })]
  await until(() => expect(desk.relay.open()).toBe(0))
  desk.clock.pass(30_000)
  await until(() => expect(desk.relay.hellos).toHaveLength(2))
  desk.relay.happens(1, wrote(ivan, 1))
  await until(() => expect(desk.badge()?.text).toBe('1'))
})

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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

  test('is begun anew at the third try, not before', async () => {
    const broken = store('UnknownError', 'UnknownError', 'UnknownError')
    const openStore = createStoreKeeper(broken as never)
    await expect(openStore()).rejects.toThrow()
    await expect(openStore()).rejects.toThrow()
    expect(broken.delete).not.toHaveBeenCalled()
    await openStore()
    expect(broken.delete).toHaveBeenCalledOnce()
  })

  test('is begun anew at once when a later version of the extension has written it', async () => {
    const broken = store('VersionError')
    await createStoreKeeper(broken as never)()
    expect(broken.delete).toHaveBeenCalledOnce()
  })

  test('is never thrown away because the disk is full', async () => {
    const full = store(...Array(5).fill('QuotaExceededError'))
    const openStore = createStoreKeeper(full as never)
    for (let tries = 0; tries < 5; tries += 1) await expect(openStore()).rejects.toThrow()
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

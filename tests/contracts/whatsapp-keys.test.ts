import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { insertArrivals, plaintextOfArrival, settleArrivals, unhandledArrivals } from '../../relay/store/arrivals.ts'
import type { Store } from '../../relay/store/open.ts'
import { readSignalKeys, type SignalKey, writeSignalKeys } from '../../relay/store/signal-keys.ts'
import { createLedger } from '../../relay/whatsapp/ledger.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'

describe.each(engines)('keys and arrivals in %s', (engine) => {
  const newId = countingIds()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
  })
  afterEach(() => discard())

  const arrival = (hash: string, arrivedOrder: number, text = hash) => ({
    hash,
    what: 'message' as const,
    envelope: '{}',
    plaintext: Buffer.from(text),
    arrivedOrder,
  })
  const key = (id: string, value: string | null): SignalKey => ({ type: 'session', id, value })
  const keys = (...ids: string[]) => readSignalKeys(store.read, channelId, 'session', ids)

  it('writes, replaces and deletes keys, also more than one statement can take', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => key(`k${index}`, `v${index}`))
    await store.write((tx) => writeSignalKeys(tx, channelId, many))
    await store.write((tx) => writeSignalKeys(tx, channelId, [key('k0', 'new'), key('k1', null)]))
    expect(await keys('k0', 'k1', 'k2', 'k2499')).toEqual(
      new Map([
        ['k0', 'new'],
        ['k2', 'v2'],
        ['k2499', 'v2499'],
      ]),
    )
    await store.write((tx) =>
      writeSignalKeys(
        tx,
        channelId,
        many.map(({ id }) => key(id, null)),
      ),
    )
    expect(await keys(...many.map(({ id }) => id))).toEqual(new Map())
  })

  it('keeps the keys of one channel from another', async () => {
    await store.write((tx) => writeSignalKeys(tx, channelId, [key('a', '1')]))
    expect(await readSignalKeys(store.read, newId(channelIdSchema), 'session', ['a'])).toEqual(new Map())
  })

  it('keeps the first copy of an arrival that comes again, and its place', async () => {
    await store.write((tx) => insertArrivals(tx, channelId, [arrival('b', 2), arrival('a', 1)]))
    await store.write((tx) => insertArrivals(tx, channelId, [arrival('a', 9, 'other')]))
    const waiting = await unhandledArrivals(store.read, channelId, 0, 10)
    expect(waiting.map(({ hash, arrivedOrder }) => [hash, arrivedOrder])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    expect(String(Buffer.from(waiting[0]?.plaintext ?? []))).toBe('a')
  })

  it('still knows an arrival that was handled, with or without its text', async () => {
    await store.write((tx) => insertArrivals(tx, channelId, [arrival('a', 1), arrival('b', 2)]))
    await store.write((tx) => settleArrivals(tx, channelId, { at: 5, kept: ['a'], dropped: ['b'] }))
    expect(await unhandledArrivals(store.read, channelId, 0, 10)).toEqual([])
    expect(await plaintextOfArrival(store.read, channelId, 'a')).toEqual(Buffer.from('a'))
    expect(await plaintextOfArrival(store.read, channelId, 'b')).toBeNull()
    expect(await plaintextOfArrival(store.read, channelId, 'c')).toBeUndefined()
  })

  const openLedger = (onBroken: (error: unknown) => void = () => {}) =>
    createLedger({ store, channelId, onArrivals: () => {}, onBroken })

  it('reads in the ledger what was just written, and puts a whole burst into one commit', async () => {
    const commit = store.write
    let commits = 0
    store.write = (work) => {
      commits += 1
      return commit(work)
    }
    const ledger = openLedger()
    for (let turn = 0; turn < 50; turn += 1)
      ledger.write({ keys: [key('a', `${turn}`)], arrivals: [arrival(`${turn}`, turn)] })
    expect(await ledger.read('session', ['a', 'b'])).toEqual(new Map([['a', '49']]))
    expect(ledger.durablePosition()).toBe(0)
    await ledger.flushed()
    expect([commits, ledger.durablePosition()]).toEqual([1, 50])
    expect(await keys('a')).toEqual(new Map([['a', '49']]))
    expect(await unhandledArrivals(store.read, channelId, -1, 100)).toHaveLength(50)
  })

  it('does not bring back a deleted key from its memory', async () => {
    const ledger = openLedger()
    ledger.write({ keys: [key('a', '1')] })
    await ledger.flushed()
    ledger.write({ keys: [key('a', null)] })
    expect(await ledger.read('session', ['a'])).toEqual(new Map())
    await ledger.flushed()
    expect(await ledger.read('session', ['a'])).toEqual(new Map())
  })

  it('takes nothing more once a commit has failed, and says so once', async () => {
    const broken: unknown[] = []
    const ledger = openLedger((error) => broken.push(error))
    store.write = () => Promise.reject(new Error('the disk is full'))
    ledger.write({ keys: [key('a', '1')] })
    await expect(ledger.flushed()).rejects.toThrow('could not be stored')
    expect(() => ledger.write({ keys: [key('a', '2')] })).toThrow('could not be stored')
    expect(broken).toHaveLength(1)
    expect(ledger.durablePosition()).toBe(0)
  })
})

import { once } from 'node:events'
import { proto } from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createReceiveMessage, createReceiveTogether, createReceiveWithin } from '../../relay/inbox/receive-message.ts'
import { createSignal } from '../../relay/signal.ts'
import { type Arrival, unhandledArrivals } from '../../relay/store/arrivals.ts'
import type { Store } from '../../relay/store/open.ts'
import { createLedger, type Ledger } from '../../relay/whatsapp/ledger.ts'
import { StanzaOrder } from '../../relay/whatsapp/stanza-order.ts'
import { ArrivalLine } from '../../relay/whatsapp/take-arrivals.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter } from '../world/whole-inbox.ts'

const now = 1_760_000_000_000

describe.each(engines)('a message that comes alone, in %s', (engine) => {
  const newId = countingIds()
  const arrived = createSignal()
  const happened = new EventTarget()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let order: StanzaOrder
  let line: ArrivalLine
  let ledger: Ledger
  /** Transactions that stored something. */
  let commits: number
  /** What the inbox cannot take within the ledger's commit. */
  let indigestible: string | undefined
  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    order = new StanzaOrder(() => now)
    commits = 0
    indigestible = undefined
    const { write } = store
    store.write = async (work) => {
      const done = await write(work)
      commits += 1
      return done
    }
    const clock = { now: () => now }
    const within = createReceiveWithin(clock, newId)
    line = new ArrivalLine(
      {
        channelId,
        store,
        order,
        receive: createReceiveMessage(store, clock, newId),
        receiveTogether: createReceiveTogether(store, clock, newId),
        receiveWithin: async (tx, incoming, settle) => {
          if (incoming.some((each) => 'text' in each && each.text === indigestible)) throw new Error('indigestible')
          await within(tx, incoming, settle)
        },
        onReceipt: async () => {},
        ownJids: () => [],
        now: clock.now,
        random: () => 0,
        setAlarm: () => () => {},
        log: pino({ level: 'silent' }),
      },
      arrived,
    )
    store.journalGrew.listen(() => happened.dispatchEvent(new Event('grew')))
    ledger = createLedger({
      store,
      channelId,
      onArrivals: (arrivals) => {
        order.ended(arrivals.map(({ arrivedOrder }) => arrivedOrder))
        arrived.fire()
      },
      takeWithin: (arrivals) => line.within(arrivals),
      onBroken: (error) => {
        throw error
      },
    })
    line.wake()
    await line.rested()
  })
  afterEach(async () => {
    await line.stop()
    await discard()
  })

  function comes(text: string): Arrival {
    const place = order.next()
    const attributes = { from: '79001234567@s.whatsapp.net', sender_lid: '111@lid', notify: 'Анна' }
    order.began(place, attributes)
    const plaintext = Buffer.concat([proto.Message.encode({ conversation: text }).finish(), Buffer.of(1)])
    const frame = { id: `3EB0${text}`, t: String(now / 1000), came_at: String(place.cameAt) }
    const envelope = JSON.stringify({ ...attributes, ...frame })
    return { what: 'message', hash: text, envelope, plaintext, arrivedOrder: place.order }
  }
  const told = async () =>
    (await journalAfter(store.read, 0, 100)).flatMap((event) => (event.type === 'message' ? event.message.text : []))
  async function untilTold(count: number): Promise<string[]> {
    for (;;) {
      const next = once(happened, 'grew')
      const texts = await told()
      if (texts.length >= count) return texts
      await next
    }
  }

  it('stands in its conversation with the very commit that lets its receipt leave', async () => {
    ledger.write({ arrivals: [comes('одно')] })
    await ledger.flushed()
    expect([commits, await told()]).toEqual([1, ['одно']])
    expect(await unhandledArrivals(store.read, channelId, -1, 10)).toEqual([])
  })

  it('waits in a commit of its own for what came before it and is not decrypted yet', async () => {
    const earlier = comes('первое')
    ledger.write({ arrivals: [comes('второе')] })
    await ledger.flushed()
    expect([commits, await told()]).toEqual([1, []])
    ledger.write({ arrivals: [earlier] })
    expect(await untilTold(2)).toEqual(['первое', 'второе'])
  })

  it('is stored all the same when the inbox fails with it, and shown when the inbox can', async () => {
    indigestible = 'одно'
    ledger.write({ arrivals: [comes('одно')] })
    await ledger.flushed()
    expect(ledger.durablePosition()).toBe(1)
    expect(await untilTold(1)).toEqual(['одно'])
    expect(commits).toBe(2)
  })
})

import { once } from 'node:events'
import { proto } from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createReceiveMessage, createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { createSignal } from '../../relay/signal.ts'
import { type Arrival, insertArrivals } from '../../relay/store/arrivals.ts'
import type { Store } from '../../relay/store/open.ts'
import { StanzaOrder } from '../../relay/whatsapp/stanza-order.ts'
import { ArrivalLine } from '../../relay/whatsapp/take-arrivals.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter } from '../world/whole-inbox.ts'

const anna = { from: '79001234567@s.whatsapp.net', sender_lid: '111@lid', notify: 'Анна' }
const boris = { from: '79007654321@s.whatsapp.net', sender_lid: '222@lid', notify: 'Борис' }

describe.each(engines)('what clients write, in %s', (engine) => {
  const newId = countingIds()
  const arrived = createSignal()
  const alarms: (() => void)[] = []
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  let now: number
  let order: StanzaOrder
  let line: ArrivalLine
  const happened = new EventTarget()
  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    now = 1_760_000_000_000
    order = new StanzaOrder(() => now)
    alarms.length = 0
    const clock = { now: () => now }
    const together = createReceiveTogether(store, clock, newId)
    line = new ArrivalLine(
      {
        channelId,
        store,
        order,
        receive: createReceiveMessage(store, clock, newId),
        receiveTogether: async (incoming, settle) => {
          await together(incoming, settle)
          happened.dispatchEvent(new Event('settled'))
        },
        onReceipt: async () => {},
        ownJids: () => [],
        now: clock.now,
        random: () => 0,
        setAlarm: (_after, ring) => {
          alarms.push(ring)
          happened.dispatchEvent(new Event('alarm'))
          return () => {}
        },
        log: pino({ level: 'silent' }),
      },
      arrived,
    )
  })
  afterEach(async () => {
    await line.stop()
    await discard()
  })

  /** Comes off the wire; to be decrypted. */
  function comes(who: Record<string, string>, text: string, more: Record<string, string> = {}): Arrival {
    const place = order.next()
    const attributes = { ...who, ...more }
    order.began(place, attributes)
    const plaintext = Buffer.concat([proto.Message.encode({ conversation: text }).finish(), Buffer.of(1)])
    const envelope = JSON.stringify({
      ...attributes,
      id: `3EB0${text}`,
      t: String(now / 1000),
      came_at: String(place.cameAt),
    })
    return { what: 'message', hash: `${text}|${who.from}`, envelope, plaintext, arrivedOrder: place.order }
  }
  async function areDecrypted(...arrivals: Arrival[]): Promise<void> {
    await store.write((tx) => insertArrivals(tx, channelId, arrivals))
    order.ended(arrivals.map(({ arrivedOrder }) => arrivedOrder))
    arrived.fire()
  }
  const told = async () =>
    (await journalAfter(store.read, 0, 100)).flatMap((event) => (event.type === 'message' ? event.message.text : []))
  async function untilTold(count: number): Promise<string[]> {
    for (;;) {
      // Before looking, so that nothing happens unseen meanwhile.
      const next = once(happened, 'settled')
      const texts = await told()
      if (texts.length >= count) return texts
      await next
    }
  }

  it('stands in the journal in the order in which each wrote it, however late the earlier one is decrypted', async () => {
    const [first, second] = [comes(anna, 'первое'), comes(anna, 'второе')]
    const other = comes(boris, 'другое')
    await areDecrypted(second, other)
    expect(await untilTold(1)).toEqual(['другое'])
    await areDecrypted(first)
    expect(await untilTold(3)).toEqual(['другое', 'первое', 'второе'])
  })

  it('stands behind what waited for the login, when WhatsApp brings it before that', async () => {
    order.backlogBegins()
    const live = comes(anna, 'новое')
    await areDecrypted(live)
    const waited = comes(anna, 'прежнее', { offline: '1' })
    await areDecrypted(waited)
    expect(await untilTold(1)).toEqual(['прежнее'])
    order.backlogEnds()
    arrived.fire()
    expect(await untilTold(2)).toEqual(['прежнее', 'новое'])
  })

  it('is told all the same when an earlier message never gets decrypted', async () => {
    comes(anna, 'никогда')
    await areDecrypted(comes(anna, 'второе'), comes(boris, 'другое'))
    // One when both are looked at, one when only the second is left: then nothing but an alarm makes it look again.
    while (alarms.length < 2) await once(happened, 'alarm')
    expect(await told()).toEqual(['другое'])
    now += 10_000
    alarms.at(-1)?.()
    expect(await untilTold(2)).toEqual(['другое', 'второе'])
  })
})

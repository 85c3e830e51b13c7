import { proto } from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createLearnIdentity } from '../../relay/inbox/learn-identity.ts'
import { createNameContact } from '../../relay/inbox/name-contact.ts'
import { createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { keepHistoryPart, nextHistoryPart } from '../../relay/store/history-parts.ts'
import type { Store } from '../../relay/store/open.ts'
import { type LoadHistoryParts, loadNextPart } from '../../relay/whatsapp/history.ts'
import { historyBytes } from '../../relay/whatsapp/history-bytes.ts'
import { HistoryGone } from '../../relay/whatsapp/history-fields.ts'
import { historyNotice } from '../../relay/whatsapp/incoming/history.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { type HistoryPart, historyNotification } from '../world/whatsapp/phone-history.ts'
import { journalAfter, listConversations } from '../world/whole-inbox.ts'

const day = 86_400_000

describe.each(engines)('the parts of a phone’s history on %s', (engine) => {
  let store: Store
  let reopen: () => Promise<Store>
  let discard: () => Promise<void>
  let channelId: ChannelId
  const clock = standingClock()
  const newId = countingIds()
  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    reopen = fresh.reopen
    discard = fresh.discard
    channelId = newId(channelIdSchema)
  })
  afterEach(() => discard())

  const annas = (count: number): HistoryPart => ({
    conversations: [
      {
        client: '+79161234567',
        messages: Array.from({ length: count }, (_, index) => ({
          id: `A${index}`,
          text: `${index}`,
          at: clock.now() - day + index * 1_000,
        })),
      },
    ],
  })

  async function arrive(part: HistoryPart, hash: string): Promise<void> {
    const message = await historyNotification(part, 1, neverAsked)
    const notice = historyNotice(proto.Message.create(message)) ?? ''
    await store.write((tx) => keepHistoryPart(tx, channelId, hash, notice, clock.now()))
  }

  const parts = (more: Partial<LoadHistoryParts> = {}): LoadHistoryParts => ({
    store,
    daysOf: () => 7,
    ownPhoneOf: () => undefined,
    bytesOf: (_channel, notice, signal) =>
      historyBytes(notice, {
        settings: { webSocketUrl: 'wss://x', isStandIn: false },
        host: undefined,
        agent: undefined,
        signal,
      }),
    receiveTogether: createReceiveTogether(store, clock, newId),
    learnIdentity: createLearnIdentity(store, clock, newId),
    nameContact: createNameContact(store, clock),
    now: clock.now,
    setAlarm: (_after, ring) => {
      queueMicrotask(ring)
      return () => {}
    },
    log: pino({ level: 'silent' }),
    ...more,
  })

  const load = (more: Partial<LoadHistoryParts> = {}, signal = new AbortController().signal) =>
    loadNextPart(channelId, parts(more), { signal, begins: () => {} })

  const texts = async () =>
    (await journalAfter(store.read, 0, 1_000)).flatMap((event) =>
      event.type === 'message' && event.first ? [event.message.text] : [],
    )

  it('are loaded to the end after a crash in the middle, each message once', async () => {
    await arrive(annas(100), 'h1')
    const crash = new AbortController()
    const receiveTogether = createReceiveTogether(store, clock, newId)
    let portions = 0
    const dying: LoadHistoryParts['receiveTogether'] = async (incoming, settle) => {
      await receiveTogether(incoming, settle)
      portions += 1
      if (portions === 3) crash.abort()
    }
    await expect(load({ receiveTogether: dying }, crash.signal)).rejects.toThrow()
    expect(await texts()).toHaveLength(60)
    await store.close()
    store = await reopen()
    expect(await load()).toBeDefined()
    expect(await texts()).toEqual(Array.from({ length: 100 }, (_, index) => `${index}`))
    expect(await load()).toBeUndefined()
  })

  it('are kept once, however often the phone tells of them, and are told in its order', async () => {
    await arrive(annas(1), 'h9')
    await arrive(annas(2), 'h1')
    await arrive(annas(3), 'h9')
    expect((await nextHistoryPart(store.read, channelId))?.hash).toBe('h9')
    await load()
    expect(await texts()).toEqual(['0'])
    await load()
    expect(await texts()).toEqual(['0', '1'])
    expect(await load()).toBeUndefined()
  })

  it('that WhatsApp no longer has hold up no other', async () => {
    await arrive(annas(1), 'h1')
    await arrive(annas(2), 'h2')
    await load({ bytesOf: () => Promise.reject(new HistoryGone('404')) })
    expect(await texts()).toEqual([])
    await load()
    expect(await texts()).toEqual(['0', '1'])
  })

  it('that could not be fetched wait, and are not lost', async () => {
    await arrive(annas(1), 'h1')
    await expect(load({ bytesOf: () => Promise.reject(new Error('no line')) })).rejects.toThrow('no line')
    await load()
    expect(await texts()).toEqual(['0'])
  })

  it('that are cut short give what can be read, and hold up no other', async () => {
    const [first, second] = [annas(3), annas(30)]
    await arrive({ conversations: [...first.conversations, ...second.conversations] }, 'h1')
    await arrive(annas(4), 'h2')
    const whole = parts()
    const bytesOf: LoadHistoryParts['bytesOf'] = async (...of) => {
      const bytes = await whole.bytesOf(...of)
      return bytes.subarray(0, -20)
    }
    await load({ bytesOf })
    expect(await texts()).toEqual(['0', '1', '2'])
    await load()
    expect(await texts()).toEqual(['0', '1', '2', '3'])
  })

  it('that unpack to nothing sensible hold up no other', async () => {
    await arrive(annas(1), 'h1')
    const settings = { webSocketUrl: 'wss://x', isStandIn: false }
    const none = { settings, host: undefined, agent: undefined, signal: new AbortController().signal }
    const bytesOf = () => historyBytes({ initialHistBootstrapInlinePayload: Buffer.from('no zlib') }, none)
    expect(await load({ bytesOf })).toBeDefined()
    expect(await load()).toBeUndefined()
  })

  it('one message that cannot be stored stops no other', async () => {
    await arrive(annas(3), 'h1')
    const receiveTogether = createReceiveTogether(store, clock, newId)
    const choosy: LoadHistoryParts['receiveTogether'] = (incoming, settle) =>
      incoming.some((one) => 'text' in one && one.text === '1')
        ? Promise.reject(new Error('bad'))
        : receiveTogether(incoming, settle)
    await load({ receiveTogether: choosy })
    expect(await texts()).toEqual(['0', '2'])
  })

  it('names whom we know and who has no name, and nobody else', async () => {
    await arrive(annas(1), 'h1')
    await load()
    const named = { '+79161234567': 'Анна', '+79990000000': 'Чужой' }
    await arrive({ conversations: [], pushNames: named, type: 'pushNames' }, 'h2')
    await load()
    await arrive({ conversations: [], pushNames: { '+79161234567': 'Старое имя' }, type: 'pushNames' }, 'h3')
    await load()
    expect((await listConversations(store.read, 10)).map(({ contact }) => contact.name)).toEqual(['Анна'])
  })
})

/** What is inline asks no media host. */
const neverAsked = new Proxy({} as never, {
  get: () => {
    throw new Error('the media host was asked')
  },
})

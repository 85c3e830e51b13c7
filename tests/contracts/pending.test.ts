import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Incoming, IncomingMessage } from '../../relay/inbox/incoming-message.ts'
import { createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Store } from '../../relay/store/open.ts'
import { type ChannelId, channelIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter, listConversations } from '../world/whole-inbox.ts'

describe.each(engines)('a message that could not be read yet, in %s', (engine) => {
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  const clock = standingClock()
  const newId = countingIds()
  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() }))
  })
  afterEach(() => discard())

  const fromAnna = (whatsappId: string, what: Partial<IncomingMessage>): IncomingMessage => ({
    channelId,
    client: { phone: v.parse(phoneNumberSchema, '+79161234567'), name: 'Анна' },
    origin: 'client',
    whatsappId,
    at: clock.now(),
    kind: 'text',
    text: '',
    ...what,
  })
  const unreadable = (id: string, at = clock.now()) => fromAnna(id, { kind: 'pending', at })
  const receive = (...incoming: Incoming[]) => createReceiveTogether(store, clock, newId)(incoming, async () => {})
  const told = async () =>
    (await journalAfter(store.read, 0, 50)).flatMap((event) =>
      event.type === 'message'
        ? [[event.message.kind, event.message.text, event.first, event.change, event.conversation.unread]]
        : [],
    )
  const conversation = async () => {
    const [only] = await listConversations(store.read, 10)
    if (!only) throw new Error('no conversation')
    return only
  }

  it.each([
    [
      'later',
      async (...incoming: IncomingMessage[]) => {
        for (const each of incoming) await receive(each)
      },
    ],
    ['in the same burst', receive],
  ])('is filled by the real one that comes %s: same place, counted once', async (_when, bring) => {
    const at = clock.now() - 5_000
    await bring(unreadable('A1', at), fromAnna('A1', { text: 'Пришлите счёт', details: { forwarded: true } }))
    expect(await told()).toEqual([
      ['pending', '', true, undefined, 1],
      ['text', 'Пришлите счёт', false, 'filled', 1],
    ])
    const { id, unread, lastMessage } = await conversation()
    expect([unread, lastMessage]).toMatchObject([1, { kind: 'text', text: 'Пришлите счёт' }])
    const messages = await lastMessages(store.read, id, 10)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ kind: 'text', text: 'Пришлите счёт', at, forwarded: true })
  })

  it('changes nothing when the real one is there already', async () => {
    await receive(fromAnna('A1', { text: 'Пришлите счёт' }))
    await receive(unreadable('A1'))
    await receive(unreadable('A1'), fromAnna('A1', { text: 'Другое' }))
    expect(await told()).toEqual([['text', 'Пришлите счёт', true, undefined, 1]])
  })

  it('stays as it is while only others are readable', async () => {
    await receive(unreadable('A1'))
    await receive(fromAnna('A2', { text: 'Алло' }))
    const messages = await lastMessages(store.read, (await conversation()).id, 10)
    expect(messages.map(({ kind }) => kind).sort()).toEqual(['pending', 'text'])
    expect((await conversation()).unread).toBe(2)
  })

  it('is waited for no longer when it turns out to hold nothing for people, and others still are', async () => {
    await receive(unreadable('A1'), unreadable('A2'))
    const { kind: _kind, text: _text, ...frame } = fromAnna('A1', {})
    await receive({ ...frame, nothing: true })
    await receive({ ...frame, whatsappId: 'A9', nothing: true })
    const messages = await lastMessages(store.read, (await conversation()).id, 10)
    expect(messages.map(({ deleted }) => deleted !== undefined).sort()).toEqual([false, true])
    expect((await conversation()).unread).toBe(1)
    expect(await told()).toHaveLength(3)
  })

  it('brings its file along when it is filled', async () => {
    const file = { name: 'счёт.pdf', mime: 'application/pdf', size: 3, sha256: 'ab', source: '{}' }
    await receive(unreadable('A1'))
    await receive(fromAnna('A1', { kind: 'document', file }))
    const [message] = await lastMessages(store.read, (await conversation()).id, 10)
    expect(message).toMatchObject({ kind: 'document', file: { name: 'счёт.pdf', state: 'fetching' } })
    expect((await conversation()).lastMessage).toMatchObject({ fileName: 'счёт.pdf' })
  })
})

import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createAcceptReply } from '../../relay/inbox/accept-reply.ts'
import type { IncomingMessage } from '../../relay/inbox/incoming-message.ts'
import { createMarkRead } from '../../relay/inbox/mark-read.ts'
import { createReceiveMessage, createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { snapshotPage } from '../../relay/inbox/snapshot.ts'
import { reachStage } from '../../relay/outbox/reach-stage.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { journalHead } from '../../relay/store/journal.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Store } from '../../relay/store/open.ts'
import type { Employee } from '../../shared/employee.ts'
import { type ChannelId, channelIdSchema, employeeIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { plainReplies } from '../world/plain-replies.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter, listConversations, supervisor } from '../world/whole-inbox.ts'

describe.each(engines)('the store on %s', (engine) => {
  let store: Store
  let discard: () => Promise<void>
  let reopen: () => Promise<Store>
  let channelId: ChannelId
  const clock = standingClock()
  const newId = countingIds()
  const settled = async () => {}

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    reopen = fresh.reopen
    channelId = newId(channelIdSchema)
    await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() }))
  })
  afterEach(() => discard())

  const anna = (whatsappId: string, text: string, at = clock.now()): IncomingMessage => ({
    channelId,
    client: { phone: v.parse(phoneNumberSchema, '+79161234567'), name: 'Анна Петрова' },
    origin: 'client',
    whatsappId,
    at,
    kind: 'text',
    text,
  })
  const olga = (): Employee => ({
    id: newId(employeeIdSchema),
    name: 'Ольга',
    rights: ['read', 'reply'],
    inQueue: true,
  })
  const rules = {
    ...plainReplies,
    clock,
    goesThrough1c: async () => true,
    whatsappIdOf: (id: string) => `3EB0${id}`,
    showsTicks: () => false,
  }

  it('keeps a client’s message once, however often WhatsApp brings it', async () => {
    const receive = createReceiveMessage(store, clock, newId)
    await receive(anna('A1', 'Когда будет отгрузка?'), settled)
    await receive(anna('A1', 'Когда будет отгрузка?'), settled)
    const [conversation] = await listConversations(store.read, 10)
    expect(conversation).toMatchObject({ unread: 1, state: 'queued', lastMessage: { text: 'Когда будет отгрузка?' } })
    expect(await journalAfter(store.read, 0, 10)).toHaveLength(1)
  })

  it('keeps a client’s message once, though it is brought many times in the same moment, or twice in one burst', async () => {
    const receive = createReceiveMessage(store, clock, newId)
    const together = createReceiveTogether(store, clock, newId)
    const [again, other] = [anna('A1', 'Когда будет отгрузка?'), anna('A2', 'Алло')]
    await Promise.all([1, 2, 3, 4].flatMap(() => [receive(again, settled), together([other, again, other], settled)]))
    const [conversation] = await listConversations(store.read, 10)
    expect(conversation?.unread).toBe(2)
    if (!conversation) return
    expect(await lastMessages(store.read, conversation.id, 10)).toHaveLength(2)
    const told = (await journalAfter(store.read, 0, 10)).filter(({ type }) => type === 'message')
    expect(told).toHaveLength(2)
  })

  it('keeps two messages of one client apart, in one conversation', async () => {
    const receive = createReceiveMessage(store, clock, newId)
    await receive(anna('A1', 'Здравствуйте'), settled)
    await receive(anna('A2', 'Вы здесь?'), settled)
    const conversations = await listConversations(store.read, 10)
    expect(conversations).toHaveLength(1)
    expect(conversations[0]?.unread).toBe(2)
  })

  it('keeps nothing of a message whose arrival could not be settled', async () => {
    const receive = createReceiveMessage(store, clock, newId)
    const failing = () => Promise.reject(new Error('the disk is full'))
    await expect(receive(anna('A1', 'Здравствуйте'), failing)).rejects.toThrow('the disk is full')
    expect(await listConversations(store.read, 10)).toEqual([])
    expect(await journalHead(store.read)).toBe(0)
  })

  it('keeps a burst in its order, whole or not at all', async () => {
    const together = createReceiveTogether(store, clock, newId)
    const burst = ['A1', 'A2', 'A3'].map((id) => anna(id, `текст ${id}`))
    const failing = () => Promise.reject(new Error('the disk is full'))
    await expect(together(burst, failing)).rejects.toThrow('the disk is full')
    expect(await journalHead(store.read)).toBe(0)
    await together(burst, settled)
    const texts = (await journalAfter(store.read, 0, 10)).map((event) => event.type === 'message' && event.message.text)
    expect(texts).toEqual(['текст A1', 'текст A2', 'текст A3'])
  })

  it('shows the newer message in the list when an older one comes later', async () => {
    const receive = createReceiveMessage(store, clock, newId)
    await receive(anna('A2', 'вторая', clock.now() + 1000), settled)
    await receive(anna('A1', 'первая', clock.now()), settled)
    const [conversation] = await listConversations(store.read, 10)
    expect(conversation?.lastMessage?.text).toBe('вторая')
    if (!conversation) return
    expect((await lastMessages(store.read, conversation.id, 10)).map((message) => message.text)).toEqual([
      'первая',
      'вторая',
    ])
  })

  it('takes a reply once and gives the conversation to who answered', async () => {
    await createReceiveMessage(store, clock, newId)(anna('A1', 'Здравствуйте'), settled)
    const [conversation] = await listConversations(store.read, 10)
    if (!conversation) throw new Error('no conversation')
    const accept = createAcceptReply(store, rules)
    const employee = olga()
    const reply = { id: newId(messageIdSchema), conversationId: conversation.id, text: 'Завтра до обеда' }
    expect((await accept(employee, reply)).duplicate).toBe(false)
    expect((await accept(employee, reply)).duplicate).toBe(true)
    const [answered] = await listConversations(store.read, 10)
    expect(answered).toMatchObject({
      state: 'inWork',
      ownerId: employee.id,
      unread: 0,
      lastMessage: { stage: 'accepted' },
    })
    expect(answered?.waitingSince).toBeUndefined()
    expect(await journalHead(store.read)).toBe(2)
  })

  it('refuses another employee’s reply under an id that is taken', async () => {
    await createReceiveMessage(store, clock, newId)(anna('A1', 'Здравствуйте'), settled)
    const [conversation] = await listConversations(store.read, 10)
    if (!conversation) throw new Error('no conversation')
    const accept = createAcceptReply(store, rules)
    const reply = { id: newId(messageIdSchema), conversationId: conversation.id, text: 'Завтра' }
    await accept(olga(), reply)
    await expect(accept(olga(), reply)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('never lets a stage go back', async () => {
    await createReceiveMessage(store, clock, newId)(anna('A1', 'Здравствуйте'), settled)
    const [conversation] = await listConversations(store.read, 10)
    if (!conversation) throw new Error('no conversation')
    const reply = { id: newId(messageIdSchema), conversationId: conversation.id, text: 'Завтра' }
    await createAcceptReply(store, rules)(olga(), reply)
    await store.write((tx) => reachStage(tx, reply.id, { stage: 'read', at: clock.now() }))
    await store.write((tx) => reachStage(tx, reply.id, { stage: 'delivered', at: clock.now() }))
    const message = (await lastMessages(store.read, conversation.id, 1))[0]
    expect(message?.stages.map((reached) => reached.stage)).toEqual(['accepted', 'read'])
  })

  it('still has everything after it was closed and opened again', async () => {
    await createReceiveMessage(store, clock, newId)(anna('A1', 'Здравствуйте'), settled)
    const before = await snapshotPage(store, supervisor, undefined)
    expect(await snapshotPage(await reopen(), supervisor, undefined)).toEqual(before)
  })

  it('never shows a journal reader a number before all smaller ones', { timeout: 60_000 }, async () => {
    const writers = 8
    const each = 25
    const receive = createReceiveMessage(store, clock, newId)
    const markRead = createMarkRead(store, clock, () => false)
    await receive(anna('first', 'первая'), settled)
    const [conversation] = await listConversations(store.read, 10)
    if (!conversation) throw new Error('no conversation')
    const seen: number[] = []
    let writing = true
    const reader = (async () => {
      let cursor = 0
      for (;;) {
        const last = !writing
        const events = await journalAfter(store.read, cursor, 50)
        for (const event of events) seen.push(event.seq)
        cursor = events.at(-1)?.seq ?? cursor
        if (last && events.length === 0) return
        await new Promise(setImmediate)
      }
    })()
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let number = 0; number < each; number += 1) {
          await receive({ ...anna(`w${writer}-${number}`, 'текст'), client: { lid: `9${writer}`, name: '' } }, settled)
          if (number % 10 === 0) await markRead(supervisor, conversation.id)
        }
      }),
    )
    writing = false
    await reader
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => index + 1))
    expect(seen.length).toBeGreaterThanOrEqual(writers * each)
    expect(seen.at(-1)).toBe(await journalHead(store.read))
  })
})

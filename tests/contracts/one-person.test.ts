import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createAcceptReply } from '../../relay/inbox/accept-reply.ts'
import { contactOf } from '../../relay/inbox/contact-of.ts'
import type { IncomingMessage, Sender } from '../../relay/inbox/incoming-message.ts'
import { createLearnIdentity } from '../../relay/inbox/learn-identity.ts'
import { createMarkRead } from '../../relay/inbox/mark-read.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { createSendFromOnec } from '../../relay/outbox/send-from-onec.ts'
import { addChannel, noteChannelPhone } from '../../relay/store/channels.ts'
import { conversationById } from '../../relay/store/conversations.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Store } from '../../relay/store/open.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { Employee } from '../../shared/employee.ts'
import {
  type ChannelId,
  channelIdSchema,
  contactIdSchema,
  createNewId,
  employeeIdSchema,
  type MessageId,
  messageIdSchema,
} from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { plainReplies } from '../world/plain-replies.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter, listConversations, supervisor } from '../world/whole-inbox.ts'

const phone = v.parse(phoneNumberSchema, '+79161234567')
const newPhone = v.parse(phoneNumberSchema, '+79167654321')
const lid = '20000001'
const byLid: Sender = { lid, name: 'Анна' }
const byPhone: Sender = { phone, name: '' }
const byBoth: Sender = { lid, phone, name: 'Анна' }

describe.each(engines)('one person on %s', (engine) => {
  let store: Store
  let discard: () => Promise<void>
  let office: ChannelId
  let warehouse: ChannelId
  const clock = standingClock()
  const newId = createNewId(clock.now)
  const settled = async () => {}

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    office = newId(channelIdSchema)
    warehouse = newId(channelIdSchema)
    await store.write(async (tx) => {
      await addChannel(tx, { id: office, name: 'Офис', createdAt: clock.now() })
      await addChannel(tx, { id: warehouse, name: 'Склад', createdAt: clock.now() })
      await noteChannelPhone(tx, office, v.parse(phoneNumberSchema, '+74951112233'), 'Ромашка')
    })
  })
  afterEach(() => discard())

  const writes = async (client: Sender, text: string, more: Partial<IncomingMessage> = {}) => {
    clock.forward(1000)
    const message = {
      channelId: office,
      client,
      origin: 'client',
      whatsappId: text,
      at: clock.now(),
      kind: 'text',
      text,
    } as const
    await createReceiveMessage(store, clock, newId)({ ...message, ...more }, settled)
  }
  const learn = (...said: Parameters<ReturnType<typeof createLearnIdentity>>) => {
    clock.forward(1000)
    return createLearnIdentity(store, clock, newId)(...said)
  }
  const conversations = () => listConversations(store.read, 10)
  const only = async (): Promise<Conversation> => {
    const [conversation, ...others] = await conversations()
    if (!conversation || others.length > 0) throw new Error(`${others.length + (conversation ? 1 : 0)} conversations`)
    return conversation
  }
  const textsOf = async (conversation: Conversation) =>
    (await lastMessages(store.read, conversation.id, 20)).map(({ text }) => text)
  const events = () => journalAfter(store.read, 0, 100)
  const joins = async () => (await events()).filter((event) => event.type === 'joined')
  const contacts = () => store.read.selectFrom('contacts').select(['phone', 'lid', 'name']).orderBy('id').execute()
  const olga: Employee = { id: newId(employeeIdSchema), name: 'Ольга', rights: ['read', 'reply'], inQueue: true }
  const boris: Employee = { ...olga, id: newId(employeeIdSchema), name: 'Борис' }
  const replies = async (
    employee: Employee,
    conversation: { id: Conversation['id'] },
    text: string,
  ): Promise<MessageId> => {
    clock.forward(1000)
    const rules = {
      ...plainReplies,
      clock,
      goesThrough1c: async () => false,
      showsTicks: () => false,
      whatsappIdOf: (id: string) => `3EB0${id}`,
    }
    const id = newId(messageIdSchema)
    await createAcceptReply(store, rules)(employee, { id, conversationId: conversation.id, text })
    return id
  }
  /** Two contacts, each with a conversation, that WhatsApp has not linked yet. The first is the older. */
  const twoHalves = async () => {
    await writes(byLid, 'по LID')
    const first = await only()
    await writes(byPhone, 'по телефону')
    const second = (await conversations()).find(({ id }) => id !== first.id)
    if (!second) throw new Error('there are no two conversations')
    return { first, second }
  }

  describe('who is known by one name, and is told by another later', () => {
    it('keeps his conversation when his phone is told after his LID', async () => {
      await writes(byLid, 'раз')
      expect((await only()).contact.phone).toBeUndefined()
      await writes(byBoth, 'два')
      expect((await only()).contact.phone).toBe(phone)
      expect(await textsOf(await only())).toEqual(['раз', 'два'])
      expect(await joins()).toEqual([])
    })

    it('keeps his conversation when his LID is told after his phone', async () => {
      await writes(byPhone, 'раз')
      await writes(byBoth, 'два')
      await writes(byLid, 'три')
      expect(await textsOf(await only())).toEqual(['раз', 'два', 'три'])
    })

    it('is two people as long as nobody says that he is one', async () => {
      await twoHalves()
      expect(await conversations()).toHaveLength(2)
      expect(await contacts()).toHaveLength(2)
    })

    it('is stored as a pair with its source and time', async () => {
      await writes(byBoth, 'раз')
      expect(await store.read.selectFrom('identities').selectAll().execute()).toEqual([
        { lid, phone, source: 'message', at: clock.now() },
      ])
    })

    it('gets his phone on every screen at once when WhatsApp tells it without a message', async () => {
      await writes(byLid, 'раз')
      await learn(lid, phone, 'usync')
      expect((await events()).at(-1)).toMatchObject({ type: 'conversation', conversation: { contact: { phone } } })
      const count = (await events()).length
      await learn(lid, phone, 'notification')
      expect(await events()).toHaveLength(count)
    })

    it('has his phone from his first message on when it was learnt before', async () => {
      await learn(lid, phone, 'history')
      expect(await contacts()).toEqual([])
      await writes(byLid, 'раз')
      expect((await only()).contact.phone).toBe(phone)
      await writes(byPhone, 'два')
      expect(await textsOf(await only())).toEqual(['раз', 'два'])
    })
  })

  describe('two contacts that turn out to be one', () => {
    it('are one contact and one conversation with everything of both, and the older one stays', async () => {
      const { first, second } = await twoHalves()
      await writes(byBoth, 'вместе')
      const joined = await only()
      expect(joined).toMatchObject({ id: first.id, unread: 3, contact: { id: first.contact.id, phone, name: 'Анна' } })
      expect(joined.waitingSince).toBe(first.waitingSince)
      expect(joined.lastMessage?.text).toBe('вместе')
      expect(await textsOf(joined)).toEqual(['по LID', 'по телефону', 'вместе'])
      expect(await contacts()).toEqual([{ phone, lid, name: 'Анна' }])
      expect(await joins()).toMatchObject([
        {
          from: { contactId: second.contact.id, conversationId: second.id },
          conversation: { id: first.id, unread: 2 },
        },
      ])
    })

    it('are not joined with somebody else who has written meanwhile', async () => {
      await twoHalves()
      await writes({ lid: '20000009', phone: newPhone, name: 'Вера' }, 'я другая')
      await writes(byBoth, 'вместе')
      expect((await conversations()).map(({ contact }) => contact.name).sort()).toEqual(['Анна', 'Вера'])
    })

    it('are led on by their old ids: reading, marking as read, replying, and 1C', async () => {
      const { first, second } = await twoHalves()
      await learn(lid, phone, 'usync')
      expect((await conversationById(store.read, second.id))?.id).toBe(first.id)
      await createMarkRead(store, clock, () => false)(supervisor, second.id)
      expect((await only()).unread).toBe(0)
      await replies(olga, second, 'ответ по старому адресу')
      const outgoingId = v.parse(messageIdSchema, randomUUID())
      const send = createSendFromOnec({ clock, newId, whatsappIdOf: (id) => `3EB0${id}` })
      clock.forward(1000)
      await store.write((tx) => send(tx, { outgoingId, conversationId: second.id, text: 'счёт' }, () => true))
      expect((await textsOf(await only())).slice(-2)).toEqual(['ответ по старому адресу', 'счёт'])
    })

    it('still know nothing of an id that never was', async () => {
      const { first } = await twoHalves()
      await learn(lid, phone, 'usync')
      const never = { ...first, id: v.parse(messageIdSchema, randomUUID()) as string as Conversation['id'] }
      await expect(replies(olga, never, 'никому')).rejects.toMatchObject({ code: 'notFound' })
    })

    it('lead on those that were joined with them before', async () => {
      const { first, second } = await twoHalves()
      await learn(lid, phone, 'usync')
      // An older contact of his, under a LID that WhatsApp gives him again.
      const older = { id: newId(contactIdSchema), phone: newPhone, lid: null, name: '', created_at: 0 }
      await store.write(async (tx) => {
        await tx.insertInto('contacts').values(older).execute()
      })
      await writes({ phone: newPhone, name: '' }, 'давно')
      await learn(lid, newPhone, 'notification')
      const all = await only()
      expect(all.contact.id).toBe(older.id)
      for (const id of [first.id, second.id]) expect((await conversationById(store.read, id))?.id).toBe(all.id)
      const rows = await store.read.selectFrom('joined').select('into_id').distinct().execute()
      expect(rows.map(({ into_id }) => into_id).sort()).toEqual([all.contact.id, all.id].sort())
    })

    it('keep a message once that was stored under both, and tell which id is gone', async () => {
      const { second } = await twoHalves()
      const same = { whatsappId: 'ОДНО', at: clock.now() }
      await writes(byLid, 'одно и то же', same)
      await writes(byPhone, 'одно и то же', same)
      const [gone] = (await lastMessages(store.read, second.id, 1)).slice(-1)
      await writes(byBoth, 'вместе')
      expect(await textsOf(await only())).toEqual(['по LID', 'по телефону', 'одно и то же', 'вместе'])
      expect((await joins())[0]).toMatchObject({ dropped: [gone?.id] })
      expect((await only()).unread).toBe(4)
    })

    it('know a message again that WhatsApp brings once more after they were joined', async () => {
      await twoHalves()
      await writes(byBoth, 'вместе')
      await writes(byBoth, 'по телефону')
      await writes(byLid, 'по LID')
      expect(await textsOf(await only())).toEqual(['по LID', 'по телефону', 'вместе'])
    })

    it('still send what waited in either', async () => {
      const { first, second } = await twoHalves()
      const waiting = [await replies(olga, first, 'первому'), await replies(olga, second, 'второму')]
      await writes(byBoth, 'вместе')
      const rows = await store.read.selectFrom('outbox').selectAll().execute()
      expect(rows.map(({ message_id }) => message_id).sort()).toEqual([...waiting].sort())
      expect(new Set(rows.map(({ conversation_id }) => conversation_id))).toEqual(new Set([first.id]))
    })

    it('stay with the employee who had the last word, and the client who waits goes on waiting', async () => {
      const { first, second } = await twoHalves()
      await replies(boris, first, 'я первый')
      await replies(olga, second, 'я позже')
      await writes(byPhone, 'а доставка?')
      await learn(lid, phone, 'usync')
      expect(await only()).toMatchObject({
        state: 'inWork',
        ownerId: olga.id,
        unread: 1,
        waitingSince: clock.now() - 1000,
      })
    })

    it('keep their conversations on several numbers apart by number', async () => {
      await writes(byLid, 'в офис')
      await writes(byPhone, 'на склад', { channelId: warehouse })
      const kept = await conversations()
      await learn(lid, phone, 'usync')
      const now = await conversations()
      expect(now.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort())
      expect(new Set(now.map(({ contact }) => contact.id)).size).toBe(1)
      expect(await joins()).toMatchObject([{ conversation: { channelId: warehouse } }])
      expect((await joins())[0]?.from).not.toHaveProperty('conversationId')
      expect((await events()).at(-1)).toMatchObject({
        type: 'conversation',
        conversation: { channelId: office, contact: { phone } },
      })
      await writes(byBoth, 'на склад', { channelId: warehouse })
      expect(await contacts()).toHaveLength(1)
    })
  })

  it('counts whom we wrote to first once, at the earlier time', async () => {
    const { first, second } = await twoHalves()
    await store.write(async (tx) => {
      const row = { channel_id: office, contact_id: first.contact.id, at: 200 }
      await tx
        .insertInto('first_messages')
        .values([row, { ...row, contact_id: second.contact.id, at: 100 }])
        .execute()
      await tx
        .insertInto('first_messages')
        .values({ ...row, channel_id: warehouse, contact_id: second.contact.id })
        .execute()
    })
    await learn(lid, phone, 'usync')
    expect(
      await store.read.selectFrom('first_messages').select(['channel_id', 'contact_id', 'at']).orderBy('at').execute(),
    ).toEqual([
      { channel_id: office, contact_id: first.contact.id, at: 100 },
      { channel_id: warehouse, contact_id: first.contact.id, at: 200 },
    ])
  })

  describe('a phone that changes hands', () => {
    it('makes a new contact; the one before keeps his LID, his name and his conversation', async () => {
      await writes(byBoth, 'это Анна')
      const annas = await only()
      await writes({ lid: '20000002', phone, name: 'Пётр' }, 'это Пётр')
      expect(await contacts()).toEqual([
        { lid, phone: null, name: 'Анна' },
        { lid: '20000002', phone, name: 'Пётр' },
      ])
      expect(await textsOf(annas)).toEqual(['это Анна'])
      expect(await joins()).toEqual([])
      const told = (await events()).find((event) => event.type === 'conversation')
      expect(told?.conversation).toMatchObject({ id: annas.id, contact: { name: 'Анна' } })
      expect(told?.conversation.contact).not.toHaveProperty('phone')
    })

    it('comes back to who had it before when WhatsApp says so', async () => {
      await writes(byBoth, 'это Анна')
      await writes({ lid: '20000002', phone, name: 'Пётр' }, 'это Пётр')
      await writes(byBoth, 'снова Анна')
      expect((await contacts()).map((row) => row.phone)).toEqual([phone, null])
    })

    it('stays with its newest owner when the phone’s history tells of an older one', async () => {
      await writes(byBoth, 'это Анна')
      await writes({ lid: '20000002', phone, name: 'Пётр' }, 'давно', { fromHistory: true })
      expect((await contacts()).find((row) => row.lid === lid)?.phone).toBe(phone)
    })

    it('is lost by who had it before also when its new owner has not written yet', async () => {
      await writes(byBoth, 'это Анна')
      await learn('20000002', phone, 'notification')
      expect(await contacts()).toEqual([{ lid, phone: null, name: 'Анна' }])
    })
  })

  it('a person who changes his number stays the same contact, with the new phone', async () => {
    await writes(byBoth, 'старый номер')
    await writes({ lid, phone: newPhone, name: 'Анна' }, 'новый номер')
    expect((await only()).contact.phone).toBe(newPhone)
    expect(await contacts()).toEqual([{ lid, phone: newPhone, name: 'Анна' }])
  })

  it('leaves nothing behind in any table: each that names a contact or a conversation is known here', async () => {
    const tables = await store.read.introspection.getTables()
    const naming = (column: string) =>
      tables
        .filter(({ columns }) => columns.some(({ name }) => name === column))
        .map(({ name }) => name)
        .sort()
    // `join-contacts.ts` moves them all; the journal tells what was, and the search reads anew what it is told of.
    expect(naming('contact_id')).toEqual(['chosen_clients', 'conversations', 'first_messages'])
    expect(naming('conversation_id').filter((name) => !name.startsWith('search_'))).toEqual([
      'audit',
      'automatic_texts',
      'document_lookups',
      'journal',
      'messages',
      'outbox',
      'outgoing_changes',
      'task_requests',
    ])
  })

  it('never makes two of him, however many learn of him at the same moment', { timeout: 30_000 }, async () => {
    for (let round = 0; round < 8; round += 1) {
      const who = { lid: `3000${round}`, phone: v.parse(phoneNumberSchema, `+7916000000${round}`) }
      const send = createReceiveMessage(store, clock, newId)
      const arrival = (client: Sender, text: string) =>
        send(
          { channelId: office, client, origin: 'client', whatsappId: text, at: clock.now(), kind: 'text', text },
          settled,
        )
      await arrival({ lid: who.lid, name: '' }, `${round} lid`)
      await arrival({ phone: who.phone, name: '' }, `${round} phone`)
      await Promise.all([
        arrival({ ...who, name: 'Он' }, `${round} a`),
        arrival({ ...who, name: 'Он' }, `${round} b`),
        arrival({ phone: who.phone, name: '' }, `${round} c`),
        arrival({ lid: who.lid, name: '' }, `${round} d`),
        learn(who.lid, who.phone, 'usync'),
        store.write((tx) => contactOf(tx, { phone: who.phone, name: '' }, () => newId(contactIdSchema), clock.now())),
      ])
    }
    expect(await conversations()).toHaveLength(8)
    expect(await contacts()).toHaveLength(8)
    const messages = await store.read.selectFrom('messages').select('conversation_id').execute()
    expect(messages).toHaveLength(8 * 6)
    const unread = (await conversations()).map((conversation) => conversation.unread)
    expect(unread).toEqual(unread.map(() => 6))
  })
})

import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createAcceptReply } from '../../relay/inbox/accept-reply.ts'
import type { IncomingChange, IncomingMessage, MessageChange } from '../../relay/inbox/incoming-message.ts'
import { createMarkRead } from '../../relay/inbox/mark-read.ts'
import { createReceiveMessage, createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { journalHead } from '../../relay/store/journal.ts'
import { lastMessages } from '../../relay/store/messages.ts'
import type { Store } from '../../relay/store/open.ts'
import type { Conversation } from '../../shared/conversation.ts'
import type { MessageEvent } from '../../shared/events.ts'
import { type ChannelId, channelIdSchema, employeeIdSchema, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { plainReplies } from '../world/plain-replies.ts'
import { engines, freshStore } from '../world/stores.ts'
import { journalAfter, listConversations, supervisor } from '../world/whole-inbox.ts'

const phone = (text: string) => v.parse(phoneNumberSchema, text)
const anna = { phone: phone('+79161234567'), lid: '111', name: 'Анна' }
const boris = { phone: phone('+79160000000'), name: 'Борис' }

describe.each(engines)('a message changes on %s', (engine) => {
  const clock = standingClock()
  const newId = countingIds()
  const at = clock.now()
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  /** Takes in what WhatsApp brings. */
  let take: (incoming: IncomingMessage | IncomingChange) => Promise<void>

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: at }))
    const receive = createReceiveMessage(store, clock, newId)
    take = (incoming) => receive(incoming, async () => {})
  })
  afterEach(() => discard())

  const says = (whatsappId: string, text: string, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
    ...{ channelId, client: anna, origin: 'client', whatsappId, at, kind: 'text', text },
    ...more,
  })
  const changes = (
    whatsappId: string,
    change: MessageChange,
    more: Partial<IncomingChange> & { fromUs?: boolean } = {},
  ): IncomingChange => {
    const { fromUs = false, ...rest } = more
    const made = { channelId, client: anna, origin: 'client', at: at + 60_000, change } as const
    return { ...made, whatsappId: `change of ${whatsappId} ${change.type}`, target: { whatsappId, fromUs }, ...rest }
  }
  const edit = (id: string, text: string, more = {}) => changes(id, { type: 'edited', text }, more)
  const deletion = (id: string, more = {}) => changes(id, { type: 'deleted' }, more)
  const reaction = (id: string, emoji: string, more = {}) => changes(id, { type: 'reaction', emoji }, more)

  async function conversationOf(name = 'Анна'): Promise<Conversation> {
    const found = (await listConversations(store.read, 10)).find(({ contact }) => contact.name === name)
    if (!found) throw new Error(`no conversation with ${name}`)
    return found
  }
  const messages = async (): Promise<Message[]> => await lastMessages(store.read, (await conversationOf()).id, 20)
  async function only(): Promise<Message> {
    const [message, ...others] = await messages()
    if (!message || others.length > 0) throw new Error(`${others.length + 1} messages`)
    return message
  }
  /** How a message was told of, told by told. */
  async function told() {
    const events = (await journalAfter(store.read, 0, 50)).filter(
      (event): event is MessageEvent => event.type === 'message',
    )
    return events.map(({ first, change }) => (first ? 'new' : change))
  }
  /** Takes the same in again and expects that nobody hears of it. */
  async function again(incoming: IncomingChange): Promise<void> {
    const before = await journalHead(store.read)
    await take(incoming)
    expect(await journalHead(store.read)).toBe(before)
  }

  it('when the client edits it: the new words are shown, the earlier ones kept, and nothing is more unread', async () => {
    await take(says('A1', 'в 14:00'))
    await take(edit('A1', 'в 15:00'))
    await take(edit('A1', 'в 16:00', { at: at + 120_000, whatsappId: 'second' }))
    expect(await only()).toMatchObject({
      text: 'в 16:00',
      edited: {
        at: at + 120_000,
        earlier: [
          { text: 'в 14:00', at },
          { text: 'в 15:00', at: at + 60_000 },
        ],
      },
    })
    expect(await told()).toEqual(['new', 'edited', 'edited'])
    expect(await conversationOf()).toMatchObject({ unread: 1, lastMessage: { text: 'в 16:00' } })
    await again(edit('A1', 'в 16:00', { at: at + 120_000 }))
    await again(edit('A1', 'в 15:00'))
  })

  it('when the client deletes it: what it said stays, marked, and unread stays as it is', async () => {
    await take(says('A1', 'лишнее'))
    await take(deletion('A1'))
    expect(await only()).toMatchObject({ text: 'лишнее', deleted: { at: at + 60_000, fromUs: false } })
    expect((await conversationOf()).unread).toBe(1)
    expect(await told()).toEqual(['new', 'deleted'])
    await again(deletion('A1', { at: at + 90_000 }))
    await again(edit('A1', 'после удаления'))
    await createMarkRead(store, clock, () => false)(supervisor, (await conversationOf()).id)
    await take(says('A2', 'другое'))
    await take(deletion('A2'))
    expect((await conversationOf()).unread).toBe(1)
  })

  it('when somebody reacts: one reaction of each side, taken back by an empty one', async () => {
    await take(says('A1', 'Спасибо'))
    await take(reaction('A1', '👍'))
    await take(reaction('A1', '❤️', { origin: 'phone', whatsappId: 'ours' }))
    await take(reaction('A1', '🔥', { at: at + 90_000, whatsappId: 'other' }))
    expect((await only()).reactions).toEqual([
      { emoji: '❤️', fromUs: true, at: at + 60_000 },
      { emoji: '🔥', fromUs: false, at: at + 90_000 },
    ])
    await again(reaction('A1', '🔥', { at: at + 90_000 }))
    await again(reaction('A1', '👍'))
    await take(reaction('A1', '', { at: at + 120_000 }))
    await take(reaction('A1', '', { at: at + 120_000, origin: 'phone' }))
    expect(await only()).not.toHaveProperty('reactions')
    expect((await conversationOf()).unread).toBe(1)
  })

  /** A message that an employee wrote to Anna. */
  async function reply(): Promise<string> {
    await take(says('A0', 'Здравствуйте'))
    const employee = {
      id: newId(employeeIdSchema),
      name: 'Ольга',
      rights: ['read' as const, 'reply' as const],
      inQueue: true,
    }
    const rules = {
      ...plainReplies,
      clock,
      goesThrough1c: async () => false,
      showsTicks: () => false,
      whatsappIdOf: (id: string) => `3EB0${id}`,
    }
    const id = newId(messageIdSchema)
    await createAcceptReply(store, rules)(employee, { id, conversationId: (await conversationOf()).id, text: 'Завтра' })
    return `3EB0${id}`
  }
  const ours = async () => (await messages()).find(({ origin }) => origin === 'employee')

  it('of ours only by our side: a client may react to it, but neither edit nor delete it', async () => {
    const id = await reply()
    const before = await ours()
    for (const fromUs of [true, false]) {
      await take(edit(id, 'Бесплатно', { fromUs }))
      await take(deletion(id, { fromUs }))
    }
    expect(await ours()).toEqual(before)
    await take(reaction(id, '👎', { fromUs: true }))
    expect(await ours()).toMatchObject({ text: 'Завтра', reactions: [{ emoji: '👎', fromUs: false }] })
  })

  it('of ours that was never seen: a client’s edit of it is nothing', async () => {
    await take(edit('NEVER', 'Бесплатно', { fromUs: true }))
    expect(await journalHead(store.read)).toBe(0)
  })

  it('of ours when the corporate phone edits or deletes it', async () => {
    const id = await reply()
    await take(edit(id, 'Послезавтра', { fromUs: true, origin: 'phone' }))
    await take(deletion(id, { fromUs: true, origin: 'phone' }))
    expect(await ours()).toMatchObject({ text: 'Послезавтра', deleted: { fromUs: true } })
  })

  it('of the client not by our phone, nor by another client who knows its id', async () => {
    await take(says('A1', 'моё'))
    await take(says('B1', 'я Борис', { client: boris }))
    await take(edit('A1', 'не моё', { origin: 'phone' }))
    await take(deletion('A1', { client: boris }))
    await take(reaction('A1', '👎', { client: boris }))
    expect(await only()).not.toHaveProperty('deleted')
    expect(await only()).toMatchObject({ text: 'моё' })
    expect(await only()).not.toHaveProperty('reactions')
  })

  it('although the change came before it', async () => {
    await take(reaction('A1', '👍'))
    await take(deletion('A1'))
    expect(await journalHead(store.read)).toBe(0)
    await take(says('A1', 'поздно пришло'))
    expect(await only()).toMatchObject({
      text: 'поздно пришло',
      reactions: [{ emoji: '👍' }],
      deleted: { fromUs: false },
    })
    expect(await told()).toEqual(['new', 'deleted', 'reaction'])
    await again(deletion('A1'))
  })

  it('in the burst in which it came', async () => {
    const together = createReceiveTogether(store, clock, newId)
    await together([says('A1', 'раз'), edit('A1', 'два'), says('A2', 'три'), deletion('A2')], async () => {})
    expect(await messages()).toMatchObject([
      { text: 'два', edited: { earlier: [{ text: 'раз' }] } },
      { text: 'три', deleted: { fromUs: false } },
    ])
    expect((await conversationOf()).unread).toBe(2)
  })

  it('whose first text was never seen: its edit is the message, and the first text is learnt when it comes after all', async () => {
    await take(edit('A1', 'исправлено'))
    expect(await only()).toMatchObject({ kind: 'text', text: 'исправлено', edited: { earlier: [] } })
    expect((await conversationOf()).unread).toBe(1)
    await take(says('A1', 'с ошибкой'))
    expect(await only()).toMatchObject({ text: 'исправлено', edited: { earlier: [{ text: 'с ошибкой', at }] } })
    expect(await told()).toEqual(['new', 'edited'])
    expect(await conversationOf()).toMatchObject({ unread: 1, lastMessage: { text: 'исправлено' } })
    const before = await journalHead(store.read)
    await take(says('A1', 'с ошибкой'))
    expect(await journalHead(store.read)).toBe(before)
  })

  it('that could not be read yet: it becomes what it is, and what was said of it meanwhile holds', async () => {
    await take(says('A1', '', { kind: 'pending' }))
    await take(reaction('A1', '👍'))
    await take(edit('A1', 'исправлено'))
    expect(await only()).toMatchObject({ kind: 'pending', text: '' })
    await take(says('A1', 'с ошибкой'))
    expect(await only()).toMatchObject({
      kind: 'text',
      text: 'исправлено',
      reactions: [{ emoji: '👍' }],
      edited: { earlier: [{ text: 'с ошибкой' }] },
    })
    expect(await told()).toEqual(['new', 'reaction', 'filled', 'edited'])
    expect((await conversationOf()).unread).toBe(1)
  })

  it('by one that could not be read at first: nobody waits for that any more', async () => {
    await take(says('A1', 'Спасибо'))
    await take(says('R1', '', { kind: 'pending' }))
    await take(reaction('A1', '👍', { whatsappId: 'R1' }))
    expect(await messages()).toMatchObject([{ reactions: [{ emoji: '👍' }] }, { kind: 'pending', deleted: {} }])
    expect(await conversationOf()).toMatchObject({ unread: 1, waitingSince: at })
    await again(reaction('A1', '👍', { whatsappId: 'R1' }))
  })

  it('by one that could not be read at first, on our own message: the client waits for no answer', async () => {
    await take(says('A1', 'Отгрузили', { origin: 'phone' }))
    await take(says('R1', '', { kind: 'pending', at: at + 1_000 }))
    expect(await conversationOf()).toMatchObject({ unread: 1, waitingSince: at + 1_000 })
    await take(reaction('A1', '👍', { whatsappId: 'R1', fromUs: true }))
    expect((await conversationOf()).unread).toBe(0)
    expect((await conversationOf()).waitingSince).toBeUndefined()
  })

  const poll = (more: Partial<IncomingMessage> = {}) => {
    const options = ['Утром', 'Вечером'].map((text) => ({ text, votes: 0 }))
    const details = { poll: { question: 'Когда?', multiple: true, options } }
    return says('P1', '', { kind: 'poll', details, secret: 'secret', readVotes: read, ...more })
  }
  /** A vote that says openly what it is for, for who has the secret. */
  const read = (vote: string, secret: string, options: readonly string[]) =>
    secret === 'secret' ? options.filter((option) => vote.includes(option)) : undefined
  const vote = (chosen: string, more = {}) => changes('P1', { type: 'votes', vote: chosen, read }, more)
  const counted = async () => (await only()).poll?.options.map(({ votes }) => votes)

  it('when a vote is given: each side counts once, with what it has chosen last', async () => {
    await take(poll())
    await take(vote('Утром'))
    await take(vote('Утром, Вечером', { origin: 'phone', whatsappId: 'ours' }))
    expect(await counted()).toEqual([2, 1])
    await take(vote('Вечером', { at: at + 90_000, whatsappId: 'other' }))
    expect(await counted()).toEqual([1, 2])
    await again(vote('Утром'))
    await again(vote('Вечером', { at: at + 90_000 }))
    await take(vote('', { at: at + 99_000, whatsappId: 'none' }))
    expect(await counted()).toEqual([1, 1])
    expect(await only()).not.toHaveProperty('choices')
  })

  it('when a vote came before its poll; but not when it cannot be read', async () => {
    await take(vote('Утром'))
    await take(poll())
    expect(await counted()).toEqual([1, 0])
    await again(changes('P1', { type: 'votes', vote: 'Вечером', read: () => undefined }, { origin: 'phone' }))
  })

  const place = (latitude: number, movedAt: number) => ({ latitude, longitude: 37, live: { movedAt } })
  const move = (id: string, latitude: number, movedAt: number, more = {}) =>
    changes(id, { type: 'location', location: place(latitude, movedAt) }, more)

  it('when its place moves, also under ids of their own; never back in time', async () => {
    await take(says('L1', 'еду', { kind: 'location', details: { location: place(55, at) } }))
    await take(move('L1', 56, at + 1000))
    await take(move('L7', 57, at + 2000))
    await again(move('L1', 56, at + 1000))
    expect(await only()).toMatchObject({ text: 'еду', location: { latitude: 57, live: { movedAt: at + 2000 } } })
    expect(await told()).toEqual(['new', 'location', 'location'])
  })

  const ring = () => says('CALL', '', { kind: 'call', details: { call: { video: false, outcome: 'ringing' } } })
  const end = (outcome: 'missed' | 'onPhone' | 'declined', more: { seconds?: number } = {}) =>
    changes(
      'CALL',
      { type: 'call', call: { video: false, outcome, ...more } },
      { whatsappId: `${outcome} ${more.seconds}` },
    )

  it('when a call is missed: only then it is unread, and the client waits since it rang', async () => {
    await take(ring())
    expect(await conversationOf()).toMatchObject({ unread: 0, lastMessage: { kind: 'call' } })
    await take(end('missed'))
    expect(await only()).toMatchObject({ call: { outcome: 'missed' } })
    expect(await conversationOf()).toMatchObject({ unread: 1, waitingSince: at })
    await again(end('missed'))
    expect((await conversationOf()).unread).toBe(1)
  })

  it.each(['onPhone', 'declined'] as const)('when a call is over (%s): nothing is unread', async (outcome) => {
    await take(ring())
    await take(end(outcome))
    await again(end('missed'))
    expect(await only()).toMatchObject({ call: { outcome } })
    expect((await conversationOf()).unread).toBe(0)
  })

  it('when a call was answered and then ends: its length is learnt', async () => {
    await take(ring())
    await take(end('onPhone'))
    await take(end('onPhone', { seconds: 61 }))
    expect(await only()).toMatchObject({ call: { outcome: 'onPhone', seconds: 61 } })
  })

  it('when only the end of a call was seen: it was missed, once', async () => {
    await take(end('missed'))
    await take(ring())
    expect(await only()).toMatchObject({ kind: 'call', call: { outcome: 'missed' } })
    expect((await conversationOf()).unread).toBe(1)
  })
})

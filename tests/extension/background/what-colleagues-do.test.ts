import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeHere } from '../../../extension/database/here.ts'
import type { Conversation } from '../../../shared/conversation.ts'
import type { MessageEvent } from '../../../shared/events.ts'
import type { Message } from '../../../shared/message.ts'
import { anna, boris, changed, conversation, ivan, message, morning, noted, olga, replied, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'
import { welcome } from './scripted-relay.ts'

/** What colleagues do: who is named, and to whom a conversation is given. */
let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await live(desk)
})
afterEach(() => desk.close())

const cursorIs = (cursor: number) =>
  until(async () => expect((await desk.database.here.get('here'))?.cursor).toBe(cursor))
const onScreen = () => [...desk.notifications.values()]
/** There is nothing more to be shown of it. */
const told = (client: typeof ivan) =>
  until(async () => expect((await desk.database.notices.get(client.id))?.told).toBe(1))

const borises = { state: 'inWork' as const, ownerId: boris.id, observers: [anna.id] }
/** Boris writes her name into a note; as the conversation is then. */
const named = (seq: number, change: Partial<Conversation> = {}) => {
  const note = noted(ivan, seq, { mentions: [anna.id] }, boris)
  return { ...note, conversation: conversation(ivan, { ...borises, revision: seq, ...change }) }
}

describe('somebody is named in a note', () => {
  test('and a client writes, and its owner reads, before the computer wakes: she is told of the note', async () => {
    desk.relay.happens(3, named(1), wrote(ivan, 2, borises), changed(ivan, 3, { ...borises, unread: 0 }))
    await until(() => expect(onScreen()).toEqual(['mention']))
  })

  test('and the conversation is muted here: a client’s words beside the note do not hide it', async () => {
    await desk.database.muted.put({ conversationId: ivan.id })
    desk.relay.happens(2, named(1), wrote(ivan, 2, borises))
    await until(() => expect(onScreen()).toEqual(['mention']))
  })

  test('and only a client writes: where its owner has read it, nobody is told', async () => {
    desk.relay.happens(2, wrote(ivan, 1, borises), changed(ivan, 2, { ...borises, unread: 0 }))
    await cursorIs(2)
    expect(await desk.database.notices.count()).toBe(0)
  })

  test('in quiet hours: the list marks it until she looks, whatever is written and read meanwhile', async () => {
    desk.wishes = { ...desk.wishes, peace: {} }
    desk.relay.happens(1, named(1))
    await told(ivan)
    desk.wishes = { ...desk.wishes, peace: undefined }
    desk.relay.happens(2, wrote(ivan, 2, borises))
    await until(() => expect(onScreen()).toEqual(['Сообщение 2']))
    desk.relay.happens(3, changed(ivan, 3, { ...borises, unread: 0 }))
    await cursorIs(3)
    expect(await marked()).toEqual([ivan.id])
    await desk.background.answer({ ask: 'opened', args: [ivan.id] })
    expect(await marked()).toEqual([])
  })

  test('and answers on another computer: she has seen it', async () => {
    desk.relay.happens(1, named(1))
    await until(() => expect(onScreen()).toEqual(['mention']))
    const reply = replied(ivan, 2, 20)
    desk.relay.happens(2, { ...reply, message: { ...reply.message, authorId: anna.id } })
    await until(() => expect(onScreen()).toEqual([]))
    expect(await marked()).toEqual([])
  })

  test('before her eyes: nothing is left to be marked', async () => {
    desk.watched.add(ivan.id)
    desk.relay.happens(1, named(1))
    await cursorIs(1)
    await until(async () => expect(await desk.database.notices.count()).toBe(0))
    expect(desk.timesNotified).toBe(0)
  })

  const marked = () => desk.database.notices.where('mentioned').equals(1).primaryKeys()
})

describe('a conversation is handed over', () => {
  const given = (seq: number, to: { state: 'queued' } | { state: 'inWork'; ownerId: typeof anna.id }) => {
    const handedOver =
      to.state === 'queued' ? ({ to: 'queue' } as const) : ({ to: 'employee', employeeId: to.ownerId } as const)
    const now = { unread: 0, waitingSince: morning + seq, ...to }
    const note = noted(ivan, seq + 1, { handedOver }, boris)
    return [
      { ...changed(ivan, seq, now), by: boris.id },
      { ...note, conversation: conversation(ivan, { ...now, revision: seq + 1 }) },
    ]
  }

  test.each([
    ['to the queue', { state: 'queued' as const }],
    ['to her', { state: 'inWork' as const, ownerId: anna.id }],
  ])('%s: she is told once, and the badge counts it', async (_, to) => {
    desk.relay.happens(2, ...given(1, to))
    await until(() => expect(onScreen()).toEqual(['handedOver']))
    await until(() => expect(desk.badge()?.text).toBe('1'))
    await until(() => expect(desk.sounds).toBe(1))
    expect(desk.timesNotified).toBe(1)
  })

  test('to a colleague: she is not', async () => {
    desk.relay.happens(2, ...given(1, { state: 'inWork', ownerId: boris.id }))
    await cursorIs(2)
    expect([desk.timesNotified, desk.badge()?.text]).toEqual([0, ''])
  })

  test('and a client writes at the same moment: what is told is that it is hers now', async () => {
    const hers = { state: 'inWork' as const, ownerId: anna.id }
    desk.relay.happens(3, ...given(1, hers), wrote(ivan, 3, hers))
    await until(() => expect(onScreen()).toEqual(['handedOver']))
  })

  test('by nobody, for she has taken it on another computer: she is not told, and what stood there goes', async () => {
    desk.relay.happens(1, wrote(ivan, 1))
    await until(() => expect(onScreen()).toHaveLength(1))
    const hers = { state: 'inWork' as const, ownerId: anna.id }
    desk.relay.happens(2, { ...changed(ivan, 2, hers), by: anna.id })
    await until(() => expect(onScreen()).toEqual([]))
    desk.relay.happens(3, { ...changed(olga, 3, hers), by: anna.id })
    await cursorIs(3)
    expect(desk.timesNotified).toBe(1)
  })

  test('by itself, to her whom 1C names: she is told', async () => {
    desk.relay.happens(1, changed(ivan, 1, { state: 'inWork', ownerId: anna.id }))
    await until(() => expect(onScreen()).toEqual(['handedOver']))
  })
})

describe('after an absence of which the journal knows nothing any more', () => {
  const comesBack = async (...parts: Part[]) => {
    await changeHere(desk.database, (here) => ({ ...here, cursor: 3 }))
    desk.relay.answer('GET /snapshot', () => ({ json: { cursor: 50, conversations: parts } }))
    desk.relay.onHello = ({ cursor: from }) => [welcome({ cursor: 50, snapshotNeeded: from !== 50 })]
    desk.workerRestarts()
    await untilLink(desk, 'live')
  }

  const read = { ...borises, unread: 0, lastMessageAt: morning + 1 }
  const noteIn = ({ message, conversation: now }: MessageEvent): Part => ({
    conversation: { ...now, ...read },
    messages: [message],
  })
  const given = () => {
    const note = noted(olga, 31, { handedOver: { to: 'employee', employeeId: anna.id } }, boris)
    const now = { unread: 0, state: 'inWork' as const, ownerId: anna.id, lastMessageAt: morning + 1 }
    return { conversation: conversation(olga, now), messages: [note.message] }
  }

  test('she is told where she is named, and what was handed over to her', async () => {
    await comesBack(noteIn(named(30)), given())
    await until(() => expect(onScreen().sort()).toEqual(['handedOver', 'mention']))
  })

  test('not of a note that was here already, nor of one after which she has written herself', async () => {
    await applyHere(named(2))
    const own = message(olga, 32, { origin: 'employee', authorId: anna.id })
    const { conversation: now, messages } = given()
    await comesBack(noteIn(named(2)), { conversation: now, messages: [...messages, own] })
    await until(async () => expect((await desk.database.here.get('here'))?.cursor).toBe(50))
    expect(await desk.database.notices.toArray()).toMatchObject([{ conversationId: ivan.id, told: 1 }])
    expect(desk.timesNotified).toBe(1)
  })

  const applyHere = async (event: MessageEvent) => {
    desk.relay.happens(2, event)
    await told(ivan)
  }
})

type Part = { conversation: Conversation; messages: Message[] }

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { OutboxSender } from '../../../extension/background/send-outbox.ts'
import { createRelayClient } from '../../../extension/connection/relay-api.ts'
import type { OutboxRow } from '../../../extension/database/database.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { type Client, conversation, fileId, ivan, messageId, morning, olga, replied, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'
import { refused, welcome } from './scripted-relay.ts'

let desk: Desk
/** What the relay has accepted, each id once, in order. */
let accepted: string[]
/** Every POST that reached it. */
let posts: string[]

beforeEach(async () => {
  desk = await openDesk()
  for (const client of [ivan, olga])
    await desk.database.conversations.put({ ...conversation(client, { revision: 0 }), waitsForMe: 1 })
  accepted = []
  posts = []
  desk.relay.answer('POST /replies', ({ body }) => ({ json: accept(JSON.parse(body)) }))
})
afterEach(() => desk.close())

/** As the relay does: a known id is answered, and nothing happens a second time. */
function accept({ id, conversationId, text }: { id: string; conversationId: string; text: string }) {
  posts.push(id)
  const duplicate = accepted.includes(id)
  if (!duplicate) accepted.push(id)
  const stages = [{ stage: 'accepted', at: morning }]
  return { message: { id, conversationId, kind: 'text', origin: 'employee', at: morning, text, stages }, duplicate }
}

const type = (client: Client, number: number, change: Partial<OutboxRow> = {}) =>
  desk.database.outbox.put({
    id: messageId(number),
    conversationId: client.id,
    text: `Ответ ${number}`,
    typedAt: morning + number,
    attempts: 0,
    ...change,
  })
const outboxGrew = () => desk.background.answer({ ask: 'outboxGrew', args: [] })
const outboxIsEmpty = () => until(async () => expect(await desk.database.outbox.count()).toBe(0))
const row = (number: number) => desk.database.outbox.get(messageId(number))
const clientWrote = async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  await until(async () => expect(await desk.database.messages.count()).toBe(1))
}

test('a reply leaves at once and takes its place in the conversation', async () => {
  await live(desk)
  await type(ivan, 20)
  await outboxGrew()
  await outboxIsEmpty()
  expect(await desk.database.messages.get(messageId(20))).toMatchObject({ text: 'Ответ 20', origin: 'employee' })
  expect(desk.relay.asked.at(-1)?.authorization).toBe('Bearer token-of-anna')
})

test('a reply typed offline leaves exactly once when the line is back', async () => {
  await type(ivan, 20)
  await live(desk)
  await outboxIsEmpty()
  await outboxGrew()
  desk.relay.cut()
  await untilLink(desk, 'connecting')
  desk.background.rang()
  await untilLink(desk, 'live')
  expect(posts).toEqual([messageId(20)])
})

test('replies of one conversation arrive in the order in which they were typed', async () => {
  for (const number of [23, 21, 22]) await type(ivan, number)
  await type(olga, 24)
  await live(desk)
  await outboxIsEmpty()
  expect(accepted.filter((id) => id !== messageId(24))).toEqual([21, 22, 23].map(messageId))
})

test('a reply typed while another one is on its way does not wait for the next occasion', async () => {
  await live(desk)
  desk.relay.answer('POST /replies', async ({ body }) => {
    if (posts.length === 0) {
      await type(olga, 21)
      await outboxGrew()
    }
    return { json: accept(JSON.parse(body)) }
  })
  await type(ivan, 20)
  await outboxGrew()
  await until(() => expect(accepted).toEqual([messageId(20), messageId(21)]))
})

test('an answer that comes after everything was wiped is not stored', async () => {
  const relay = createRelayClient({ address: desk.relay.address, token: 'token-of-anna', fetch })
  const sender = new OutboxSender({
    ...desk,
    database: desk.store,
    random: () => 0,
    relay: async () => relay,
    accessGone: () => {},
  })
  desk.relay.answer('POST /replies', async ({ body }) => {
    await wipe(desk.database, 'signedOut', morning)
    return { json: accept(JSON.parse(body)) }
  })
  await type(ivan, 20)
  await sender.send()
  expect(posts).toHaveLength(1)
  expect(await desk.database.messages.count()).toBe(0)
})

describe('the network breaks', () => {
  test('before the relay has it: the reply stays and is sent again, later and later', async () => {
    desk.relay.answer('POST /replies', () => 'cut')
    await type(ivan, 20)
    await live(desk)
    await until(async () => expect((await row(20))?.attempts).toBe(1))
    desk.clock.pass(1_000)
    await until(async () => expect((await row(20))?.attempts).toBe(2))
    desk.clock.pass(1_999)
    expect((await row(20))?.attempts).toBe(2)
    desk.relay.answer('POST /replies', ({ body }) => ({ json: accept(JSON.parse(body)) }))
    desk.clock.pass(1)
    await outboxIsEmpty()
    expect(posts).toEqual([messageId(20)])
  })

  test('after the relay has it: the repeat carries the same id, so the client gets it once', async () => {
    let isFirst = true
    desk.relay.answer('POST /replies', ({ body }) => {
      const json = accept(JSON.parse(body))
      if (!isFirst) return { json }
      isFirst = false
      return 'cut'
    })
    await type(ivan, 20)
    await live(desk)
    await until(async () => expect((await row(20))?.attempts).toBe(1))
    desk.clock.pass(2_000)
    await outboxIsEmpty()
    expect(posts).toEqual([messageId(20), messageId(20)])
    expect(accepted).toEqual([messageId(20)])
    expect(await desk.database.messages.count()).toBe(1)
  })

  test('and the worker dies with it: the next worker sends it', async () => {
    desk.relay.answer('POST /replies', () => 'cut')
    await type(ivan, 20)
    await live(desk)
    await until(async () => expect((await row(20))?.attempts).toBe(1))
    desk.relay.answer('POST /replies', ({ body }) => ({ json: accept(JSON.parse(body)) }))
    desk.workerRestarts()
    await outboxIsEmpty()
    expect(accepted).toEqual([messageId(20)])
  })

  test('a later reply does not overtake the one that waits', async () => {
    desk.relay.answer('POST /replies', ({ body }) => {
      const reply = JSON.parse(body)
      return reply.id === messageId(21) && accepted.length === 0 ? 'cut' : { json: accept(reply) }
    })
    await type(ivan, 21)
    await type(ivan, 22)
    await live(desk)
    await until(async () => expect((await row(21))?.attempts).toBe(1))
    expect(accepted).toEqual([])
    expect(await desk.database.outbox.count()).toBe(2)
  })
})

describe('the relay refuses a reply', () => {
  test('its text stays with the reason, and it is not sent again by itself', async () => {
    desk.relay.answer('POST /replies', ({ body }) => {
      const reply = JSON.parse(body)
      return reply.id === messageId(20) ? { status: 403, json: refused('forbidden') } : { json: accept(reply) }
    })
    await type(ivan, 20)
    await live(desk)
    await until(async () => expect((await row(20))?.refused?.code).toBe('forbidden'))
    await type(olga, 21)
    await outboxGrew()
    await until(() => expect(accepted).toEqual([messageId(21)]))
    expect(await row(20)).toMatchObject({ text: 'Ответ 20', refused: { message: 'scripted: forbidden' } })
    expect(desk.relay.asked).toHaveLength(2)
  })

  test('the replies behind it leave all the same', async () => {
    desk.relay.answer('POST /replies', ({ body }) => {
      const reply = JSON.parse(body)
      return reply.id === messageId(20) ? { status: 409, json: refused('conflict') } : { json: accept(reply) }
    })
    await type(ivan, 20)
    await type(ivan, 21)
    await live(desk)
    await until(() => expect(accepted).toEqual([messageId(21)]))
    expect((await row(20))?.refused?.code).toBe('conflict')
  })

  test('only for now (its disk is full): it is no refusal, it is sent again', async () => {
    desk.relay.answer('POST /replies', () => ({ status: 507, json: refused('storageFull') }))
    await type(ivan, 20)
    await live(desk)
    await until(async () => expect((await row(20))?.attempts).toBe(1))
    expect((await row(20))?.refused).toBeUndefined()
    desk.relay.answer('POST /replies', ({ body }) => ({ json: accept(JSON.parse(body)) }))
    desk.clock.pass(2_000)
    await outboxIsEmpty()
  })

  test('because the access is gone: nothing stays here', async () => {
    await live(desk)
    await clientWrote()
    desk.relay.answer('POST /replies', () => ({ status: 401, json: refused('unauthorized') }))
    await type(ivan, 20)
    await outboxGrew()
    await untilLink(desk, 'noRight')
    expect(await desk.database.outbox.count()).toBe(0)
    expect(await desk.database.messages.count()).toBe(0)
    expect(await fakeBrowser.storage.local.get('token')).toEqual({ token: undefined })
  })
})

describe('a reply with a file', () => {
  const file = { id: fileId(1), name: 'счёт №1.pdf', mime: 'application/pdf', bytes: new Blob(['%PDF']) }
  const path = `/files/${fileId(1)}/parts?${new URLSearchParams({ name: 'счёт №1.pdf', from: '0', total: '4' })}`
  const stored = { received: 4, isWhole: true }

  test('sends the bytes first, then the reply that names them', async () => {
    desk.relay.answer(`PUT ${path}`, () => ({ json: stored }))
    await type(ivan, 20, { file })
    await live(desk)
    await outboxIsEmpty()
    expect(desk.relay.asked.map(({ request }) => request)).toEqual([`PUT ${path}`, 'POST /replies'])
    expect(desk.relay.asked[0]?.body).toBe('%PDF')
    expect(JSON.parse(desk.relay.asked[1]?.body ?? '')).toMatchObject({ fileId: fileId(1) })
  })

  test('that is too large keeps the text and says so; the reply is not sent without it', async () => {
    desk.relay.answer(`PUT ${path}`, () => ({ status: 413, json: refused('tooLarge') }))
    await type(ivan, 20, { file })
    await live(desk)
    await until(async () => expect((await row(20))?.refused?.code).toBe('tooLarge'))
    expect(accepted).toEqual([])
  })
})

test('a reply whose message has come as an event is not sent once more', async () => {
  desk.relay.onHello = () => [welcome({ cursor: 3 })]
  await type(ivan, 20)
  desk.background.connect()
  await until(() => expect(desk.relay.hellos).toHaveLength(1))
  desk.relay.happens(3, replied(ivan, 3, 20, 'sent'))
  await untilLink(desk, 'live')
  expect(await desk.database.outbox.count()).toBe(0)
  expect(posts).toEqual([])
})

test('an answer that comes after the event does not set the stage back', async () => {
  await live(desk)
  desk.relay.answer('POST /replies', ({ body }) => {
    desk.relay.happens(2, replied(ivan, 2, 20, 'delivered'))
    return { json: accept(JSON.parse(body)) }
  })
  await type(ivan, 20)
  await outboxGrew()
  await until(async () => expect((await desk.database.here.get('here'))?.cursor).toBe(2))
  await outboxIsEmpty()
  const kept = await desk.database.messages.get(messageId(20))
  expect(kept?.stages.map(({ stage }) => stage)).toContain('delivered')
})

test('a place, cards, a poll and a recording reach the relay as they were typed; a row of an older version too', async () => {
  await live(desk)
  const place = { latitude: 55.75, longitude: 37.61 }
  const contacts = [{ name: 'Пётр', phones: ['+79165554433'] }]
  const poll = { question: 'Когда?', multiple: false, options: ['Утром', 'Днём'] }
  const voice = { seconds: 2, waveform: [1, 2] }
  await type(ivan, 20, { text: '', place })
  await type(ivan, 21, { text: '', contacts })
  await type(ivan, 22, { text: '', poll })
  await type(ivan, 23, { text: '', voice })
  await type(ivan, 24)
  await outboxGrew()
  await outboxIsEmpty()
  const told = desk.relay.asked.filter(({ request }) => request === 'POST /replies').map(({ body }) => JSON.parse(body))
  const said = (number: number) => ({ id: messageId(number), conversationId: ivan.id })
  expect(told).toEqual([
    { ...said(20), text: '', place },
    { ...said(21), text: '', contacts },
    { ...said(22), text: '', poll },
    { ...said(23), text: '', voice },
    { ...said(24), text: 'Ответ 24' },
  ])
})

test('a reply to what a colleague has taken meanwhile is kept for him to see, and waits no more', async () => {
  const error = { code: 'takenByOther', message: 'A colleague has this conversation.', takenBy: 'Борис' }
  desk.relay.answer('POST /replies', () => ({ status: 409, json: { error } }))
  await type(ivan, 20)
  await live(desk)
  await outboxIsEmpty()
  expect(await desk.database.taken.toArray()).toMatchObject([
    { conversationId: ivan.id, title: 'Иван', takenBy: 'Борис', text: 'Ответ 20' },
  ])
  expect(await desk.database.messages.get(messageId(20))).toBeUndefined()
})

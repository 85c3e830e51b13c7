import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Client, changed, ivan, messageId, olga, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'
import { refused, welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  desk = await openDesk()
  await live(desk)
  desk.relay.happens(1, wrote(ivan, 1))
  desk.relay.happens(2, wrote(olga, 2))
  await until(async () => expect(await desk.database.conversations.count()).toBe(2))
  for (const client of [ivan, olga]) desk.relay.answer(readOf(client), () => ({ status: 204 }))
  desk.relay.onHello = ({ cursor }) => [welcome({ cursor: cursor ?? 0 })]
})
afterEach(() => desk.close())

const readOf = ({ id }: Client) => `POST /conversations/${id}/read`
const told = () => desk.relay.asked.map(({ request }) => request).filter((request) => request.endsWith('/read'))
const marks = () => desk.database.readMarks.count()
const looksAt = ({ id }: Client) => desk.background.answer({ ask: 'opened', args: [id] })

describe('what the employee has read', () => {
  test('is told to the relay at once, and nothing of it stays behind', async () => {
    await looksAt(ivan)
    expect(told()).toEqual([readOf(ivan)])
    expect(await marks()).toBe(0)
  })

  test('while the line was cut is told when it is back, also by the next life of the worker', async () => {
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    await looksAt(ivan)
    expect(told()).toEqual([])
    desk.workerRestarts()
    await until(() => expect(told()).toEqual([readOf(ivan)]))
    await until(async () => expect(await marks()).toBe(0))
  })

  test('and the relay could not take is told again at the next ring of the alarm', async () => {
    desk.relay.answer(readOf(ivan), () => ({ status: 500, json: refused('internal') }))
    await looksAt(ivan)
    expect(await marks()).toBe(1)
    desk.relay.answer(readOf(ivan), () => ({ status: 204 }))
    desk.background.rang()
    await until(async () => expect(await marks()).toBe(0))
    expect(told()).toHaveLength(2)
  })

  test('and the relay refuses for good is not told again and again', async () => {
    desk.relay.answer(readOf(ivan), () => ({ status: 404, json: refused('notFound') }))
    await looksAt(ivan)
    expect(await marks()).toBe(0)
  })
})

describe('a client who has written since stays unread', () => {
  const cutAndLook = async () => {
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    await looksAt(ivan)
    await looksAt(olga)
  }
  /** Told right after the welcome: the line is live only with it. */
  const meanwhile = (...events: ReturnType<typeof wrote | typeof changed>[]) => {
    desk.relay.onHello = () => [welcome({ cursor: 3 }), { type: 'events', events, cursor: 3 }]
    desk.workerRestarts()
  }

  test('though the conversation was looked at while the line was cut; what is read elsewhere goes', async () => {
    await cutAndLook()
    meanwhile(wrote(ivan, 3, { unread: 2 }))
    await until(() => expect(told()).toEqual([readOf(olga)]))
    await until(async () => expect(await marks()).toBe(0))
    expect((await desk.database.conversations.get(ivan.id))?.unread).toBe(2)
  })

  test('also when it is an older message that has come late, and the last one is the same still', async () => {
    await cutAndLook()
    const last = { id: messageId(1), origin: 'client' as const, kind: 'text' as const, text: 'Сообщение 1' }
    meanwhile(changed(ivan, 3, { unread: 2, lastMessage: last }))
    await until(() => expect(told()).toEqual([readOf(olga)]))
    await until(async () => expect(await marks()).toBe(0))
  })

  test('and what was read while the line was cut is not held up when nothing has come', async () => {
    await cutAndLook()
    meanwhile()
    await until(() => expect(told().sort()).toEqual([readOf(ivan), readOf(olga)]))
  })
})

test('what one employee has read before he signed out is not told in the name of the next one', async () => {
  desk.relay.cut()
  await untilLink(desk, 'connecting')
  await looksAt(ivan)
  expect(await marks()).toBe(1)
  await desk.background.answer({ ask: 'signOut', args: [] })
  expect(await marks()).toBe(0)
})

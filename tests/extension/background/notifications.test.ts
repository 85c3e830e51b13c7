import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeHere } from '../../../extension/database/here.ts'
import { boris, changed, conversationId, ivan, olga, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await live(desk)
})
afterEach(() => desk.close())

const cursorIs = (cursor: number) =>
  until(async () => expect((await desk.database.here.get('here'))?.cursor).toBe(cursor))
const onScreen = () => [...desk.notifications.values()]

test('a client writes: the employee is told who and what', async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  await until(() => expect(onScreen()).toEqual(['Сообщение 1']))
})

test('two clients write: one notification for each, the newer message in the older one’s place', async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  desk.relay.happens(2, wrote(ivan, 2))
  desk.relay.happens(3, wrote(olga, 3))
  await until(() => expect(onScreen()).toEqual(['Сообщение 2', 'Сообщение 3']))
})

test('very many clients have written over the weekend: the newest five are shown, the badge counts all', async () => {
  const clients = Array.from({ length: 8 }, (_each, number) => ({ ...ivan, id: conversationId(number + 1) }))
  desk.relay.happens(8, ...clients.map((client, index) => wrote(client, index + 1)))
  await until(() => expect(desk.badge()?.text).toBe('8'))
  expect(onScreen()).toEqual([4, 5, 6, 7, 8].map((number) => `Сообщение ${number}`))
})

test('a client of somebody else writes: this employee is not disturbed', async () => {
  desk.relay.happens(1, wrote(ivan, 1, { state: 'inWork', ownerId: boris.id }))
  await cursorIs(1)
  expect(desk.timesNotified).toBe(0)
})

test('the notification goes when a colleague has taken the conversation', async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  await until(() => expect(onScreen()).toHaveLength(1))
  desk.relay.happens(2, changed(ivan, 2, { state: 'inWork', ownerId: boris.id }))
  await until(() => expect(onScreen()).toEqual([]))
})

test('the notification goes when the employee opens the conversation, before the relay knows of it', async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  await until(() => expect(onScreen()).toHaveLength(1))
  await desk.background.answer({ ask: 'opened', args: [ivan.id] })
  expect(onScreen()).toEqual([])
  expect(desk.relay.asked.at(-1)?.request).toBe(`POST /conversations/${ivan.id}/read`)
})

test('nobody is told twice of one event, also after the worker slept and the relay tells it again', async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  await until(() => expect(desk.timesNotified).toBe(1))
  desk.workerRestarts()
  await until(() => expect(desk.relay.hellos).toHaveLength(2))
  await untilLink(desk, 'live')
  desk.relay.happens(1, wrote(ivan, 1))
  desk.relay.happens(2)
  await cursorIs(2)
  expect(desk.timesNotified).toBe(1)
})

test('also not when the cursor itself was lost and the whole journal comes again', async () => {
  desk.relay.happens(1, wrote(ivan, 1))
  await until(() => expect(desk.timesNotified).toBe(1))
  await changeHere(desk.database, (here) => ({ ...here, cursor: 0 }))
  desk.relay.happens(1, wrote(ivan, 1))
  await cursorIs(1)
  expect(desk.timesNotified).toBe(1)
})

test('history that was loaded after the pairing notifies nobody', async () => {
  desk.relay.happens(1, { ...wrote(ivan, 1), fromHistory: true })
  await cursorIs(1)
  expect(desk.timesNotified).toBe(0)
})

test('a message that could not be read at first is told of when it can be', async () => {
  const pending = wrote(ivan, 1)
  desk.relay.happens(1, { ...pending, message: { ...pending.message, kind: 'pending', text: '' } })
  await cursorIs(1)
  const before = desk.timesNotified
  desk.relay.happens(2, { ...wrote(ivan, 1), seq: 2, first: false, change: 'filled' })
  await cursorIs(2)
  await until(() => expect(desk.timesNotified).toBe(before + 1))
})

test.each(['edited', 'deleted', 'reaction', 'votes', 'file', 'call', 'location'] as const)(
  'a change of the kind «%s» notifies nobody',
  async (change) => {
    desk.relay.happens(1, wrote(ivan, 1))
    await until(() => expect(desk.timesNotified).toBe(1))
    desk.relay.happens(2, { ...wrote(ivan, 1), seq: 2, first: false, change })
    await cursorIs(2)
    expect(desk.timesNotified).toBe(1)
  },
)

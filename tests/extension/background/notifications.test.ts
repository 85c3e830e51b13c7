import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeHere } from '../../../extension/database/here.ts'
import { anna, boris, changed, conversationId, ivan, morning, noted, olga, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'
import { welcome } from './scripted-relay.ts'

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

const clients = (many: number) =>
  Array.from({ length: many }, (_each, number) => ({ ...ivan, id: conversationId(number + 1) }))

test('very many clients have written at once: one notification says how many wait, and there is one sound', async () => {
  desk.relay.happens(8, ...clients(8).map((client, index) => wrote(client, index + 1)))
  await until(() => expect(desk.summary).toEqual({ waiting: 8, news: 8 }))
  await until(() => expect(desk.sounds).toBe(1))
  expect(onScreen()).toEqual([])
})

test('four are told of one by one', async () => {
  desk.relay.happens(4, ...clients(4).map((client, index) => wrote(client, index + 1)))
  await until(() => expect(onScreen()).toHaveLength(4))
  expect(desk.summary).toBeUndefined()
})

test('a client of somebody else writes: this employee is not disturbed', async () => {
  desk.relay.happens(1, wrote(ivan, 1, { state: 'inWork', ownerId: boris.id }))
  await cursorIs(1)
  expect(desk.timesNotified).toBe(0)
})

describe('nobody answers a client for too long', () => {
  const hers = { state: 'inWork' as const, ownerId: boris.id }

  test('whoever stands in the queue is told of a colleague’s client, and the badge counts him until somebody answers', async () => {
    desk.relay.happens(2, wrote(ivan, 1, hers), changed(ivan, 2, { ...hers, escalation: 'others' }))
    await until(() => expect(onScreen()).toHaveLength(1))
    await until(() => expect(desk.badge()?.text).toBe('1'))
    desk.relay.happens(3, changed(ivan, 3, { ...hers, waitingSince: undefined }))
    await until(() => expect(onScreen()).toEqual([]))
    await until(() => expect(desk.badge()?.text).toBe(''))
  })

  test('a client of the queue, of whom everybody knows, is told of once more', async () => {
    desk.relay.happens(1, wrote(ivan, 1))
    await until(() => expect(desk.timesNotified).toBe(1))
    desk.relay.happens(2, changed(ivan, 2, { escalation: 'others' }))
    await until(() => expect(desk.timesNotified).toBe(2))
  })

  test('that the supervisors are alerted too is told to them alone', async () => {
    desk.relay.happens(1, changed(ivan, 1, { ...hers, escalation: 'others' }))
    await until(() => expect(desk.timesNotified).toBe(1))
    desk.relay.happens(2, changed(ivan, 2, { ...hers, escalation: 'supervisors' }))
    await cursorIs(2)
    desk.relay.happens(3, wrote(olga, 3))
    await until(() => expect(desk.timesNotified).toBe(2))
    expect(onScreen()).toContain('Сообщение 3')
  })
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

describe('a message that could not be read at first', () => {
  const filled = { ...wrote(ivan, 1, { revision: 2 }), seq: 2, first: false, change: 'filled' as const }
  beforeEach(async () => {
    const { message, ...event } = wrote(ivan, 1, { lastMessage: undefined })
    desk.relay.happens(1, { ...event, message: { ...message, kind: 'pending', text: '' } })
    await until(() => expect(onScreen()).toEqual(['']))
  })

  test('is told of at once; its words come into the same notification, and nobody is called once more', async () => {
    desk.relay.happens(2, filled)
    await until(() => expect(onScreen()).toEqual(['Сообщение 1']))
    await told(ivan)
    expect([desk.timesNotified, desk.sounds]).toEqual([1, 1])
  })

  test('is not told of again to somebody who has looked meanwhile', async () => {
    await desk.background.answer({ ask: 'opened', args: [ivan.id] })
    desk.relay.happens(2, filled)
    await cursorIs(2)
    expect([onScreen(), await desk.database.notices.count()]).toEqual([[], 0])
  })
})

/** There is nothing more to be shown of it. */
const told = (client: typeof ivan) =>
  until(async () => expect((await desk.database.notices.get(client.id))?.told).toBe(1))

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

describe('the worker dies', () => {
  test('before it could show what it had noted: it is shown in its next life', async () => {
    desk.diesWhenShowing = 'before'
    desk.relay.happens(1, wrote(ivan, 1))
    await until(() => expect(desk.deaths).toBe(1))
    desk.diesWhenShowing = undefined
    desk.workerRestarts()
    await until(() => expect(onScreen()).toEqual(['Сообщение 1']))
    expect(desk.timesNotified).toBe(1)
  })

  test('after it was shown and before that was noted: it is not shown again', async () => {
    desk.diesWhenShowing = 'after'
    desk.relay.happens(1, wrote(ivan, 1))
    await until(() => expect(desk.timesNotified).toBe(1))
    expect((await desk.database.notices.get(ivan.id))?.told).toBe(0)
    desk.diesWhenShowing = undefined
    desk.workerRestarts()
    await until(async () => expect((await desk.database.notices.get(ivan.id))?.told).toBe(1))
    expect(desk.timesNotified).toBe(1)
  })
})

describe('nothing pops up and nothing sounds', () => {
  test('of the conversation that somebody is looking at; of another it does', async () => {
    desk.watched.add(ivan.id)
    desk.relay.happens(2, wrote(ivan, 1), wrote(olga, 2))
    await told(olga)
    expect(await desk.database.notices.get(ivan.id)).toBeUndefined()
    expect(onScreen()).toEqual(['Сообщение 2'])
    expect(desk.sounds).toBe(1)
  })

  test('while the person does not want to be disturbed, nor afterwards of what came then; the badge counts on', async () => {
    desk.wishes = { ...desk.wishes, peace: { until: morning + 1_000 } }
    desk.relay.happens(1, wrote(ivan, 1))
    await told(ivan)
    await until(() => expect(desk.badge()?.text).toBe('1'))
    desk.clock.sleep(2_000)
    desk.relay.happens(2, wrote(olga, 2))
    await until(() => expect(onScreen()).toEqual(['Сообщение 2']))
  })

  test('of a muted conversation, unless it is this person who is meant', async () => {
    await desk.database.muted.put({ conversationId: ivan.id })
    desk.relay.happens(1, wrote(ivan, 1))
    await told(ivan)
    expect(desk.timesNotified).toBe(0)
    desk.relay.happens(2, noted(ivan, 2, { mentions: [anna.id] }, boris))
    await until(() => expect(desk.timesNotified).toBe(1))
  })

  test('where sounds are switched off only the sound is missing', async () => {
    desk.wishes.settings = { ...desk.wishes.settings, sound: false }
    desk.relay.happens(1, wrote(ivan, 1))
    await told(ivan)
    expect([onScreen().length, desk.sounds]).toEqual([1, 0])
  })
})

describe('after a long absence', () => {
  const part = (client: typeof ivan, at: number) => ({
    conversation: wrote(client, at, { lastMessageAt: morning + at }).conversation,
    messages: [],
  })
  const comesBack = async (cursor: number | undefined) => {
    await changeHere(desk.database, ({ cursor: _cursor, ...here }) =>
      cursor === undefined ? here : { ...here, cursor },
    )
    const many = clients(6).map((client, index) => part(client, 10 + index))
    desk.relay.answer('GET /snapshot', () => ({ json: { cursor: 50, conversations: many } }))
    desk.relay.onHello = ({ cursor: from }) => [welcome({ cursor: 50, snapshotNeeded: from !== 50 })]
    desk.workerRestarts()
    await untilLink(desk, 'live')
  }

  test('of which the journal knows nothing any more, one notification tells of all that waits', async () => {
    await comesBack(3)
    await until(() => expect(desk.badge()?.text).toBe('6'))
    await until(() => expect(desk.summary).toEqual({ waiting: 6, news: 6 }))
    expect(desk.timesNotified).toBe(0)
  })

  test('in a browser that knows nothing yet, the badge tells it and no notification does', async () => {
    await comesBack(undefined)
    await until(() => expect(desk.badge()?.text).toBe('6'))
    expect(await desk.database.notices.count()).toBe(0)
    expect(desk.summary).toBeUndefined()
  })
})

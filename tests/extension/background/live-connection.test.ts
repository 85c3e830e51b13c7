import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { readHere } from '../../../extension/database/here.ts'
import {
  anna,
  boris,
  changed,
  channel,
  conversation,
  ivan,
  message,
  messageId,
  morning,
  olga,
  vera,
  wrote,
} from './cast.ts'
import { type Desk, linkOf, live, openDesk, until, untilLink } from './desk.ts'
import { refused, welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => desk.close())

const cursor = async () => (await desk.database.here.get('here'))?.cursor
const badgeText = (text: string) => until(() => expect(desk.badge()?.text).toBe(text))

describe('a client writes', () => {
  beforeEach(() => live(desk))

  test('the badge counts him', async () => {
    desk.relay.happens(1, wrote(ivan, 1))
    await badgeText('1')
    desk.relay.happens(2, wrote(olga, 2))
    await badgeText('2')
  })

  test('the badge is empty again when he is answered', async () => {
    desk.relay.happens(1, wrote(ivan, 1))
    await badgeText('1')
    desk.relay.happens(2, changed(ivan, 2, { waitingSince: undefined, unread: 0 }))
    await badgeText('')
  })

  test('an employee who may only read sees no number', async () => {
    desk.relay.tell({ type: 'employee', employee: vera })
    desk.relay.happens(1, wrote(ivan, 1))
    await until(async () => expect(await desk.database.messages.count()).toBe(1))
    await badgeText('')
  })

  test('an employee who does not stand in the queue sees no number, until he is put there', async () => {
    desk.relay.tell({ type: 'employee', employee: boris })
    desk.relay.happens(1, wrote(ivan, 1))
    await until(async () => expect(await desk.database.messages.count()).toBe(1))
    await badgeText('')
    desk.relay.tell({ type: 'employee', employee: { ...boris, inQueue: true } })
    await badgeText('1')
  })

  test('a conversation that somebody else has taken is not counted', async () => {
    desk.relay.happens(1, wrote(ivan, 1, { state: 'inWork', ownerId: boris.id }))
    await until(async () => expect(await desk.database.messages.count()).toBe(1))
    await badgeText('')
  })
})

describe('the line', () => {
  test('is opened once, however many ask for it at once', async () => {
    desk.background.connect()
    desk.background.connect()
    desk.background.rang()
    await untilLink(desk, 'live')
    desk.background.rang()
    desk.background.connect()
    desk.clock.pass(1)
    await until(() => expect(desk.relay.open()).toBe(1))
    expect(desk.sockets).toBe(1)
    expect(desk.relay.hellos).toEqual([{ type: 'hello', protocol: 1, token: 'token-of-anna', cursor: 0 }])
    // Whatever still waits for its turn is done before the next test opens its relay.
    await desk.background.answer({ ask: 'signOut', args: [] })
  })

  test('when it dies, it comes back after a wait and goes on from the cursor', async () => {
    await live(desk)
    desk.relay.happens(7, wrote(ivan, 7))
    await until(async () => expect(await cursor()).toBe(7))
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    expect(desk.sockets).toBe(1)
    expect(desk.clock.nextIn()).toBe(1_000)
    desk.clock.pass(1_000)
    await until(() => expect(desk.relay.hellos.at(1)?.cursor).toBe(7))
    await untilLink(desk, 'live')
  })

  test('waits longer after every failure, and says that there is no connection', async () => {
    desk.relay.onHello = () => [{ type: 'refused', code: 'internal', message: 'scripted' }]
    desk.background.connect()
    for (const [index, wait] of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000].entries()) {
      await until(() => expect(desk.relay.hellos).toHaveLength(index + 1))
      await untilLink(desk, 'offline')
      await until(() => expect(desk.relay.open()).toBe(0))
      expect(desk.clock.nextIn()).toBe(wait)
      desk.clock.pass(wait)
    }
  })

  test('that has lasted makes up for the failures before it: the next wait is short again', async () => {
    desk.relay.onHello = () => [{ type: 'refused', code: 'internal', message: 'scripted' }]
    desk.background.connect()
    for (const wait of [1_000, 2_000, 4_000]) {
      await untilLink(desk, 'offline')
      await until(() => expect(desk.clock.nextIn()).toBe(wait))
      if (wait === 4_000) desk.relay.onHello = () => [welcome()]
      desk.clock.pass(wait)
    }
    await untilLink(desk, 'live')
    desk.clock.pass(20_000)
    await until(async () => expect((await desk.database.here.get('here'))?.heardAt).toBe(desk.clock.now()))
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    expect(desk.clock.nextIn()).toBe(1_000)
  })

  test('is pinged every 20 s and stays', async () => {
    await live(desk)
    for (const pings of [1, 2, 3, 4]) {
      desk.clock.pass(20_000)
      await until(() => expect(desk.relay.pings).toBe(pings))
      await until(async () => expect((await desk.database.here.get('here'))?.heardAt).toBe(desk.clock.now()))
    }
    expect(desk.sockets).toBe(1)
  })

  test('is given up when the relay has said nothing for 45 s', async () => {
    desk.relay.answersPings = false
    await live(desk)
    desk.clock.pass(44_999)
    expect(desk.relay.open()).toBe(1)
    desk.clock.pass(1)
    await untilLink(desk, 'connecting')
    desk.clock.pass(2_000)
    await untilLink(desk, 'live')
    expect(desk.sockets).toBe(2)
  })

  test('an alarm brings it back when the timers died with the worker', async () => {
    await live(desk)
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    desk.background.rang()
    await untilLink(desk, 'live')
    expect(desk.sockets).toBe(2)
  })

  test('that died while the computer slept is replaced at the first alarm', async () => {
    await live(desk)
    desk.clock.sleep(3_600_000)
    desk.background.rang()
    await until(() => expect(desk.sockets).toBe(2))
    await untilLink(desk, 'live')
    await until(() => expect(desk.relay.open()).toBe(1))
  })

  test('is not live before everything that the relay has is here', async () => {
    desk.relay.onHello = () => [welcome({ cursor: 5 })]
    desk.background.connect()
    await until(async () => expect((await desk.database.here.get('here'))?.channels).toHaveLength(1))
    expect(await linkOf(desk)).not.toBe('live')
    desk.relay.happens(4, wrote(ivan, 4))
    await until(async () => expect(await cursor()).toBe(4))
    expect(await linkOf(desk)).not.toBe('live')
    desk.relay.happens(5)
    await untilLink(desk, 'live')
  })
})

describe('frames that are not understood', () => {
  beforeEach(() => live(desk))

  test('an unknown one is passed over with one warning', async () => {
    desk.relay.tellText('{"type":"weather","sun":true}')
    desk.relay.happens(1, wrote(ivan, 1))
    await until(async () => expect(await cursor()).toBe(1))
    expect(console.warn).toHaveBeenCalledTimes(1)
    expect(desk.sockets).toBe(1)
  })

  test('after a torn events frame nothing is skipped: the line is opened again from the old cursor', async () => {
    desk.relay.tellText('{"type":"events","events":[{"type":"mess')
    desk.relay.happens(10, wrote(ivan, 10))
    await until(() => expect(desk.relay.open()).toBe(0))
    desk.clock.pass(2_000)
    await until(() => expect(desk.relay.hellos).toHaveLength(2))
    expect(desk.relay.hellos.at(1)?.cursor).toBe(0)
    expect(await desk.database.messages.count()).toBe(0)
  })

  test('a whole frame with an event that means nothing here is no reason to ask for it again for ever', async () => {
    desk.relay.tellText('{"type":"events","events":[{"type":"message"}],"cursor":9}')
    await until(async () => expect(await cursor()).toBe(9))
    expect(desk.relay.open()).toBe(1)
  })
})

describe('the relay asks for a snapshot', () => {
  const snapshotOf = (client: typeof ivan, number: number) => ({
    conversation: conversation(client, { revision: number }),
    messages: [message(client, number)],
  })

  beforeEach(async () => {
    await live(desk)
    desk.relay.happens(90, wrote(olga, 90))
    await until(() => expect(desk.timesNotified).toBe(1))
    desk.notifications.clear()
    desk.timesNotified = 0
    desk.relay.onHello = (hello) => [welcome({ cursor: 50, snapshotNeeded: hello.cursor !== 50 })]
    desk.relay.answer('GET /snapshot', () => ({
      json: { cursor: 50, conversations: [snapshotOf(ivan, 40)], nextPage: 'second' },
    }))
    desk.relay.answer('GET /snapshot?page=second', () => ({
      json: { cursor: 51, conversations: [snapshotOf(olga, 41)] },
    }))
  })

  test('all of it replaces what was here, and the line goes on from its cursor', async () => {
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    desk.background.rang()
    await untilLink(desk, 'live')
    expect(desk.relay.hellos.map((hello) => hello.cursor)).toEqual([0, 90, 50])
    expect((await desk.database.messages.toArray()).map(({ id }) => id)).toEqual([messageId(40), messageId(41)])
    expect((await desk.database.conversations.get(olga.id))?.revision).toBe(41)
    await until(() => expect(desk.badge()?.text).toBe('2'))
    expect(desk.relay.open()).toBe(1)
  })

  test('only what was not known here is told', async () => {
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    desk.background.rang()
    await untilLink(desk, 'live')
    await until(() => expect([...desk.notifications.keys()]).toEqual([ivan.id]))
    expect(desk.timesNotified).toBe(1)
  })

  test('when it breaks off in the middle, what was here stays, and it is fetched again', async () => {
    desk.relay.answer('GET /snapshot?page=second', () => 'cut')
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    desk.background.rang()
    await untilLink(desk, 'offline')
    expect((await desk.database.messages.toArray()).map(({ id }) => id)).toEqual([messageId(90)])
    desk.relay.answer('GET /snapshot?page=second', () => ({ json: { cursor: 51, conversations: [] } }))
    desk.background.rang()
    await untilLink(desk, 'live')
    expect((await desk.database.messages.toArray()).map(({ id }) => id)).toEqual([messageId(40)])
  })

  test('a reply that still waits to be sent is not lost in it', async () => {
    desk.relay.answer('POST /replies', () => 'cut')
    await desk.database.outbox.put({
      id: messageId(7),
      conversationId: ivan.id,
      text: 'Да',
      typedAt: morning,
      attempts: 0,
    })
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    desk.background.rang()
    await untilLink(desk, 'live')
    expect(await desk.database.outbox.count()).toBe(1)
  })
})

describe('access is taken away', () => {
  beforeEach(async () => {
    await live(desk)
    desk.relay.happens(1, wrote(ivan, 1))
    await until(async () => expect(await cursor()).toBe(1))
    const row = { conversationId: ivan.id, text: 'Здравствуйте' }
    await desk.database.outbox.put({ ...row, id: messageId(9), typedAt: morning, attempts: 0 })
    await desk.database.drafts.put({ ...row, changedAt: morning })
  })

  const nothingIsLeft = async () => {
    const { conversations, messages, outbox, drafts } = desk.database
    const counts = await Promise.all([conversations, messages, outbox, drafts].map((table) => table.count()))
    expect(counts).toEqual([0, 0, 0, 0])
    expect(desk.notifications.size).toBe(0)
    await until(() => expect(desk.badge()?.words).toBe('noRight'))
  }

  test('nothing that was read or written stays, and the token is forgotten', async () => {
    desk.relay.tell({ type: 'refused', code: 'unauthorized', message: 'scripted' })
    await untilLink(desk, 'noRight')
    await nothingIsLeft()
    expect(await fakeBrowser.storage.local.get('token')).toEqual({ token: undefined })
    desk.background.rang()
    desk.clock.pass(120_000)
    await untilLink(desk, 'noRight')
    expect(desk.sockets).toBe(1)
  })

  test.each([
    ['employeesComeFrom1c', 'onecDecides'],
    ['unauthorized', undefined],
  ] as const)('after %s the panel knows why: %s', async (code, why) => {
    desk.relay.tell({ type: 'refused', code, message: 'scripted' })
    await untilLink(desk, 'noRight')
    await nothingIsLeft()
    expect((await readHere(desk.database)).whyNoRight).toBe(why)
    expect(await fakeBrowser.storage.local.get('token')).toEqual({ token: undefined })
  })

  test('the right to read alone is gone: nothing stays, but the relay is asked again, in case it comes back', async () => {
    desk.relay.onHello = () => [{ type: 'refused', code: 'forbidden', message: 'scripted' }]
    desk.relay.tell({ type: 'employee', employee: { ...anna, rights: [] } })
    await untilLink(desk, 'noRight')
    await nothingIsLeft()
    desk.background.rang()
    await until(() => expect(desk.relay.hellos).toHaveLength(2))
    expect(await linkOf(desk)).toBe('noRight')
    expect(desk.relay.hellos.at(1)?.cursor).toBeUndefined()
  })

  test('a relay in trouble takes nothing away', async () => {
    desk.relay.tell({ type: 'refused', code: 'storageFull', message: 'scripted' })
    await untilLink(desk, 'connecting')
    expect(await desk.database.messages.count()).toBe(1)
    expect(await desk.database.drafts.count()).toBe(1)
  })

  test('another employee’s data is not shown to whoever signs in after him', async () => {
    desk.relay.onHello = (hello) => [welcome({ snapshotNeeded: hello.cursor === undefined }, boris)]
    desk.relay.answer('GET /snapshot', () => ({ json: { cursor: 1, conversations: [] } }))
    desk.relay.cut()
    await untilLink(desk, 'connecting')
    desk.background.rang()
    await untilLink(desk, 'live')
    expect(await desk.database.conversations.count()).toBe(0)
    expect(await desk.database.drafts.count()).toBe(0)
  })
})

describe('versions that do not fit', () => {
  test.each([
    ['relayTooOld', [0]],
    ['extensionTooOld', [2, 3]],
  ])('%s is said, and nothing is lost or hurried', async (link, supported) => {
    desk.relay.onHello = () => [{ type: 'refused', code: 'protocolMismatch', message: 'scripted', supported }]
    desk.background.connect()
    await untilLink(desk, link)
    desk.clock.pass(300_000)
    expect(desk.sockets).toBe(1)
    desk.relay.onHello = () => [welcome()]
    desk.background.rang()
    await untilLink(desk, 'live')
  })
})

test('the state of the number is taken over and shown', async () => {
  await live(desk)
  desk.relay.tell({ type: 'channel', channel: channel('unlinked') })
  await badgeText('!')
  desk.relay.tell({ type: 'channel', channel: channel('online') })
  await badgeText('')
})

test('a number that has not been heard of for two minutes is not shown as current', async () => {
  await live(desk)
  desk.relay.happens(1, wrote(ivan, 1))
  await badgeText('1')
  await desk.relay.stop()
  await untilLink(desk, 'connecting')
  await badgeText('…')
  desk.clock.pass(120_001)
  await badgeText('?')
})

test('a worker that died between forgetting the token and wiping the data wipes it at its next start', async () => {
  await live(desk)
  desk.relay.happens(1, wrote(ivan, 1))
  await until(async () => expect(await desk.database.messages.count()).toBe(1))
  await fakeBrowser.storage.local.remove('token')
  desk.workerRestarts()
  await untilLink(desk, 'signedOut')
  expect(await desk.database.messages.count()).toBe(0)
})

test('without a token the relay is not bothered', async () => {
  await fakeBrowser.storage.local.remove('token')
  desk.background.connect()
  await untilLink(desk, 'signedOut')
  expect(desk.sockets).toBe(0)
})

test('a relay’s refusal over HTTP while the snapshot is fetched takes the access away as well', async () => {
  desk.relay.onHello = () => [welcome({ snapshotNeeded: true })]
  desk.relay.answer('GET /snapshot', () => ({ status: 401, json: refused('unauthorized') }))
  desk.background.connect()
  await untilLink(desk, 'noRight')
  expect(await fakeBrowser.storage.local.get('token')).toEqual({ token: undefined })
})

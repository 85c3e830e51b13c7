import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { conversation, ivan, messageId, olga, wrote } from './cast.ts'
import { type Desk, live, openDesk, until, untilLink } from './desk.ts'
import { welcome } from './scripted-relay.ts'

/** A relay of the same protocol that is newer than this extension. */
let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await live(desk)
})
afterEach(() => desk.close())

const says = (frame: object) => desk.relay.tellText(JSON.stringify(frame))
const here = () => desk.database.here.get('here')
const cursorIs = (cursor: number) => until(async () => expect((await here())?.cursor).toBe(cursor))

describe('what a newer relay says', () => {
  test('in a frame of a kind that is not known here is passed over, and the line stays', async () => {
    says({ type: 'weather', degrees: 4 })
    desk.relay.happens(1, wrote(ivan, 1))
    await cursorIs(1)
    expect(desk.sockets).toBe(1)
  })

  test('in an event that is not known here is passed over; those around it count, and it does not come again', async () => {
    says({ type: 'events', cursor: 3, events: [wrote(ivan, 1), { type: 'weather', seq: 2, at: 2 }, wrote(olga, 3)] })
    await cursorIs(3)
    expect((await desk.database.conversations.toArray()).map(({ contact }) => contact.name)).toEqual(['Иван', 'Ольга'])
    expect(desk.sockets).toBe(1)
  })

  test('in a kind of message that is not known here is shown as unsupported, with its text', async () => {
    const event = wrote(ivan, 1)
    const hologram = { ...event, message: { ...event.message, kind: 'hologram' } }
    const conversation = { ...event.conversation, lastMessage: { ...event.conversation.lastMessage, kind: 'hologram' } }
    says({ type: 'events', cursor: 1, events: [{ ...hologram, conversation }] })
    await cursorIs(1)
    expect(await desk.database.messages.get(messageId(1))).toMatchObject({ kind: 'unsupported', text: 'Сообщение 1' })
    await until(() => expect(desk.badge()?.text).toBe('1'))
  })

  test('in details that are not known here leaves the rest of the message', async () => {
    const event = wrote(ivan, 1)
    const message = { ...event.message, hold: { reason: 'fullMoon' }, stages: [{ stage: 'dreamt', at: 1 }] }
    says({ type: 'events', cursor: 1, events: [{ ...event, message }] })
    await cursorIs(1)
    expect(await desk.database.messages.get(messageId(1))).toMatchObject({ text: 'Сообщение 1', stages: [] })
  })

  test('in a welcome with a right and a state of a number that are not known here does not shut the door', async () => {
    const { employee, channels, ...rest } = welcome()
    const newer = {
      ...rest,
      employee: { ...employee, rights: ['fly', ...employee.rights] },
      channels: [{ ...channels[0], state: 'dancing' }],
    }
    desk.relay.onHello = () => [newer as never]
    desk.workerRestarts()
    await untilLink(desk, 'live')
    expect((await here())?.employee?.rights).toEqual(['read', 'reply'])
  })

  test('but a frame of events without its cursor is not taken: nobody could say what was missed', async () => {
    says({ type: 'events', events: [wrote(ivan, 1)] })
    await until(() => expect(desk.relay.open()).toBe(0))
    expect(await desk.database.messages.count()).toBe(0)
  })
})

describe('what was passed over', () => {
  beforeEach(async () => {
    says({ type: 'events', cursor: 2, events: [{ type: 'weather', seq: 2, at: 2 }] })
    await until(async () => expect((await here())?.puzzled).toBe('0.1.0'))
    const part = { conversation: conversation(ivan, { revision: 2 }), messages: [] }
    desk.relay.answer('GET /snapshot', () => ({ json: { cursor: 2, conversations: [part] } }))
    desk.relay.onHello = ({ cursor }) => [welcome({ cursor: 2, snapshotNeeded: cursor !== 2 })]
  })

  test('is fetched when the extension has been updated', async () => {
    desk.version = '0.2.0'
    desk.workerRestarts()
    await until(async () => expect(await desk.database.conversations.count()).toBe(1))
    await until(async () => expect((await here())?.puzzled).toBeUndefined())
  })

  test('is not asked for again by the same version', async () => {
    desk.workerRestarts()
    await until(() => expect(desk.relay.hellos).toHaveLength(2))
    expect(desk.relay.hellos[1]?.cursor).toBe(2)
  })
})

import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alertText } from '../../../extension/background/alert-words.ts'
import { readHere } from '../../../extension/database/here.ts'
import type { ChannelAlert } from '../../../shared/channel-status.ts'
import { speak } from '../design/speak.ts'
import { channel, channelId, ivan, morning, wrote } from './cast.ts'
import { type Desk, live, openDesk, until } from './desk.ts'
import { welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await live(desk)
})
afterEach(() => desk.close())

const alert = (kind: ChannelAlert['kind'], since = morning): ChannelAlert => ({ channelId, kind, since })
const alerted = (...alerts: ChannelAlert[]) => desk.relay.tell({ type: 'alerts', alerts })
const known = async () => (await readHere(desk.database)).alerts
/** A frame behind the others has been taken, so they have been too. */
const allTaken = async (seq: number) => {
  desk.relay.happens(seq, wrote(ivan, seq))
  await until(async () => expect((await readHere(desk.database)).cursor).toBe(seq))
}

test('a number that is down is told of once, however often the relay says so', async () => {
  alerted(alert('down'))
  alerted(alert('down'))
  await allTaken(1)
  await until(() => expect(desk.alerts).toEqual(['down']))
})

test('the same number in another trouble, or in the same one again, is told of anew', async () => {
  alerted(alert('down'))
  alerted(alert('down'), alert('unlinked'))
  alerted()
  alerted(alert('down', morning + 60_000))
  await until(() => expect(desk.alerts).toEqual(['down', 'unlinked', 'down']))
})

test('a worker that slept meanwhile does not tell it again', async () => {
  alerted(alert('banned'))
  await until(() => expect(desk.alerts).toEqual(['banned']))
  desk.relay.onHello = () => [welcome({ cursor: 0 }), { type: 'alerts', alerts: [alert('banned')] }]
  desk.workerRestarts()
  await until(() => expect(desk.relay.hellos).toHaveLength(2))
  await allTaken(1)
  expect(desk.alerts).toEqual(['banned'])
  expect(await known()).toEqual([alert('banned')])
})

test('when all is well again the notification goes, and nothing stands in the inbox', async () => {
  alerted(alert('deaf'))
  alerted()
  await until(() => expect(desk.alertsOver).toEqual(['deaf']))
  expect(await known()).toEqual([])
})

test('it says which number, and what to do', () => {
  speak('ru')
  const number = channel('unlinked')
  expect(alertText(alert('unlinked'), number)).toEqual({
    title: 'Номер Основной номер',
    message: 'Телефон отвязал панель. Привяжите номер снова в настройках, переписка сохранится.',
  })
  expect(alertText(alert('down'), undefined).title).toBe('Номер компании')
})

test('every alert has a sentence of its own', () => {
  speak('ru')
  const kinds = ['down', 'unlinked', 'replaced', 'banned', 'versionRefused', 'restricted', 'deaf'] as const
  const said = kinds.map((kind) => alertText(alert(kind), undefined).message)
  expect(new Set(said).size).toBe(kinds.length)
})

import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { onecAlertText } from '../../../extension/background/alert-words.ts'
import { readHere } from '../../../extension/database/here.ts'
import { notices } from '../../../extension/inbox/link-sentences.ts'
import type { OnecAlert } from '../../../shared/events.ts'
import { baseIdSchema } from '../../../shared/ids.ts'
import { type OnecTrouble, onecTroubles } from '../../../shared/onec-status.ts'
import { speak } from '../design/speak.ts'
import { ivan, morning, wrote } from './cast.ts'
import { type Desk, live, openDesk, until } from './desk.ts'
import { welcome } from './scripted-relay.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await live(desk)
})
afterEach(() => desk.close())

const baseId = v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000ba')
const alert = (trouble: OnecTrouble): OnecAlert => ({ baseId, name: 'Торговля', trouble })
const alerted = (...alerts: OnecAlert[]) => desk.relay.tell({ type: 'onecAlerts', alerts })
/** A frame behind the others has been taken, so they have been too. */
const allTaken = async (seq: number) => {
  desk.relay.happens(seq, wrote(ivan, seq))
  await until(async () => expect((await readHere(desk.database)).cursor).toBe(seq))
}

test('a base in trouble is told of once, however often the relay says so', async () => {
  alerted(alert('jobsBlocked'))
  alerted(alert('jobsBlocked'))
  await allTaken(1)
  expect(desk.onecAlerts).toEqual(['jobsBlocked'])
})

test('another trouble, or the same one after all was well, is told of anew', async () => {
  alerted(alert('missedRuns'))
  alerted(alert('unreachable'))
  alerted()
  alerted(alert('unreachable'))
  await allTaken(1)
  expect(desk.onecAlerts).toEqual(['missedRuns', 'unreachable', 'unreachable'])
})

test('a worker that slept meanwhile does not tell it again', async () => {
  alerted(alert('noLicence'))
  await until(() => expect(desk.onecAlerts).toEqual(['noLicence']))
  desk.relay.onHello = () => [welcome({ cursor: 0 }), { type: 'onecAlerts', alerts: [alert('noLicence')] }]
  desk.workerRestarts()
  await until(() => expect(desk.relay.hellos).toHaveLength(2))
  await allTaken(1)
  expect(desk.onecAlerts).toEqual(['noLicence'])
})

test('when all is well again the notification goes, and nothing stands above the list', async () => {
  speak('ru')
  alerted(alert('jobOff'))
  await allTaken(1)
  expect(
    notices(await readHere(desk.database), morning)
      .map(({ text }) => text)
      .join(),
  ).toContain('База «Торговля»')
  alerted()
  await until(() => expect(desk.onecAlertsOver).toEqual([baseId]))
  expect(notices(await readHere(desk.database), morning)).toEqual([])
})

test.each(['ru', 'en'] as const)('every trouble has a sentence of its own (%s)', (language) => {
  speak(language)
  const said = onecTroubles.map((trouble) => onecAlertText(alert(trouble)).message)
  expect(new Set(said).size).toBe(onecTroubles.length)
  expect(onecAlertText(alert('jobsBlocked')).title).toContain('Торговля')
})

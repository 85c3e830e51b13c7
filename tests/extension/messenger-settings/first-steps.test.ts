import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { HereRow } from '../../../extension/database/database.ts'
import { type FirstRunKnowledge, firstSteps, stepNow } from '../../../extension/first-run/first-steps.ts'
import type { Employee } from '../../../shared/employee.ts'
import { conversationIdSchema } from '../../../shared/ids.ts'
import { anna, channel, morning } from '../background/cast.ts'

const chief: Employee = { ...anna, rights: ['read', 'reply', 'admin'] }
const here = (change: Partial<HereRow> = {}): HereRow => ({
  ...{ key: 'here', link: 'live', linkSince: morning, channels: [channel('waitingForScan')], pairing: [] },
  ...{ employee: chief, onec: { state: 'none', replyRoute: 'direct' } },
  ...change,
})
const clientWaits = {
  state: 'clientWaits',
  conversationId: v.parse(conversationIdSchema, '01890a5d-ac96-774b-bcce-b302099a8057'),
  name: 'Анна',
} as const
const known = (change: Partial<FirstRunKnowledge> = {}): FirstRunKnowledge => ({
  ...{ here: here(), addressByPolicy: false, employeeCount: 1, work: { state: 'nothing' }, passedOver: [] },
  ...{ held: undefined, pinned: false, panelOpened: false },
  ...change,
})
const now = (change: Partial<FirstRunKnowledge> = {}) => stepNow(firstSteps(known(change)))
const stateOf = (step: string, change: Partial<FirstRunKnowledge>) =>
  firstSteps(known(change)).find((line) => line.step === step)?.state

/** Before anybody has signed in. */
const stranger = (link: HereRow['link']): HereRow => {
  const { employee: _nobody, ...row } = here({ link })
  return row
}
const online = here({ channels: [channel('online')] })

test('a new person is asked for the address first, then for the way in', () => {
  expect(now({ here: null })).toBe('address')
  expect(now({ here: stranger('notSetUp') })).toBe('address')
  expect(now({ here: stranger('signedOut') })).toBe('signIn')
})

test('an address that the company’s policy has set is not asked for', () => {
  expect(now({ here: null, addressByPolicy: true })).toBe('signIn')
  expect(firstSteps(known({ here: null, addressByPolicy: true }))[0]).toEqual({
    ...{ step: 'address', state: 'done', byPolicy: true },
  })
})

test('the first administrator goes from the number by what may wait to the first answer', () => {
  expect(now()).toBe('number')
  expect(now({ here: online })).toBe('colleague')
  expect(now({ here: online, passedOver: ['colleague'] })).toBe('onec')
  expect(now({ here: online, passedOver: ['colleague', 'onec'] })).toBe('message')
  expect(now({ here: online, work: clientWaits })).toBe('answer')
  expect(now({ here: online, work: { state: 'answered' } })).toBeUndefined()
})

test('a colleague who was invited and a base that is linked are not offered again; what was left is told from what was done', () => {
  const linked = here({ channels: [channel('online')], onec: { state: 'inTouch', replyRoute: 'through1c' } })
  expect(now({ here: linked, employeeCount: 2 })).toBe('message')
  expect(stateOf('colleague', { here: online, employeeCount: 2 })).toBe('done')
  expect(stateOf('colleague', { here: online, passedOver: ['colleague'] })).toBe('passed')
  expect(stateOf('onec', { here: online, work: clientWaits })).toBe('passed')
})

test('nobody is taken away from a code that is shown only once', () => {
  expect(now({ here: online, employeeCount: 2, held: 'colleague' })).toBe('colleague')
  expect(now({ here: online, employeeCount: 2 })).toBe('onec')
})

test('a number that was unlinked is the step again', () => {
  expect(now({ here: here({ channels: [channel('unlinked')] }), work: clientWaits })).toBe('number')
})

test('an employee is shown where the panel is, and no number, base or colleague', () => {
  const employee = here({ employee: anna })
  expect(firstSteps(known({ here: employee })).map(({ step }) => step)).toEqual(['address', 'signIn', 'panel'])
  expect(now({ here: employee })).toBe('panel')
  expect(now({ here: employee, pinned: true })).toBeUndefined()
  expect(now({ here: employee, panelOpened: true })).toBeUndefined()
  expect(now({ here: employee, pinned: undefined })).toBe('panel')
})

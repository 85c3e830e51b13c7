import { expect, test } from 'vitest'
import { createSignInWays, signInForms } from '../../../extension/employee-settings/create-sign-in-ways.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

test('on a relay with nobody the setup code alone is asked for, so that it is not typed for an invitation', () => {
  expect(signInForms({ onec: false, setUp: true })).toEqual(['setUp'])
})

test('where somebody is in, nobody is offered to become the first administrator', () => {
  expect(signInForms({ onec: false, setUp: false })).toEqual(['invitation'])
})

test('the login of 1C is offered beside an invitation, only when the relay says so', () => {
  expect(signInForms({ onec: true, setUp: false })).toEqual(['onec', 'invitation'])
  expect(signInForms({ onec: true })).toEqual(['onec', 'invitation'])
})

test('of a relay that does not tell anybody may be: both codes can be typed', () => {
  expect(signInForms(undefined)).toEqual(['invitation', 'setUp'])
  expect(signInForms({ onec: false })).toEqual(['invitation', 'setUp'])
})

test('the relay is asked for the ways in; while it is silent none is known', async () => {
  const told = createSignInWays(
    quietInbox({ signInWays: async () => ({ ok: true, value: { onec: true, setUp: false } }) }),
  )
  await told.look.run()
  expect(told.known.value).toEqual({ onec: true, setUp: false })
  const silent = createSignInWays(quietInbox())
  await silent.look.run()
  expect(silent.known.value).toBeUndefined()
  expect(silent.look.refused.value?.code).toBe('unreachable')
})

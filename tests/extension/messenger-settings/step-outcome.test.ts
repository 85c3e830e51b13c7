import * as v from 'valibot'
import { expect, test } from 'vitest'
import { stepOutcome } from '../../../extension/first-run/step-outcome.ts'
import { phoneNumberSchema } from '../../../shared/phone-number.ts'
import { anna, channel, morning } from '../background/cast.ts'

const here = {
  ...{ key: 'here' as const, link: 'live' as const, linkSince: morning, pairing: [], employee: anna },
  channels: [{ ...channel('online'), phone: v.parse(phoneNumberSchema, '+74951234567') }],
}

test('a finished step shows what has come of it: the address, the name, the number', () => {
  expect(stepOutcome('address', here, 'https://relay.example.ru')).toBe('relay.example.ru')
  expect(stepOutcome('signIn', here, undefined)).toBe(anna.name)
  expect(stepOutcome('number', here, undefined)).toBe('+7 495 123-45-67')
})

test('what cannot be said in a word is not said, and neither is what nobody knows', () => {
  expect(stepOutcome('onec', here, 'https://relay.example.ru')).toBeUndefined()
  expect(stepOutcome('address', null, undefined)).toBeUndefined()
  expect(stepOutcome('number', null, undefined)).toBeUndefined()
})

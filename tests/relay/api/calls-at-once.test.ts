import { expect, it } from 'vitest'
import { createCallsAtOnce } from '../../../relay/api/calls-at-once.ts'

it('so many calls of one caller are let in at once, and the next when one has ended', () => {
  const calls = createCallsAtOnce<string>(2)
  expect([calls.begin('a'), calls.begin('a'), calls.begin('a'), calls.begin('b')]).toEqual([true, true, false, true])
  calls.end('a')
  expect([calls.begin('a'), calls.begin('a')]).toEqual([true, false])
})

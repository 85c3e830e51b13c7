import { expect, it } from 'vitest'
import { restoreTried } from '../../../relay/whatsapp/mend-tried-sessions.ts'

const session = (used: number, ratchet: string) => ({ indexInfo: { used }, ratchet })

it('restores the session that was only tried, and keeps the one that fitted', () => {
  const before = { older: session(1, 'a'), newer: session(2, 'b') }
  const after = { older: session(3, 'a-stepped'), newer: session(2, 'b-spoilt') }
  restoreTried(before, after)
  expect(after).toEqual({ older: session(3, 'a-stepped'), newer: session(2, 'b') })
})

it('changes nothing when the first session tried has fitted', () => {
  const before = { older: session(1, 'a'), newer: session(2, 'b') }
  const after = { older: session(1, 'a'), newer: session(2, 'b-stepped') }
  restoreTried(before, after)
  expect(after).toEqual({ older: session(1, 'a'), newer: session(2, 'b-stepped') })
})

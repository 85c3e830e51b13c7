import { expect, it } from 'vitest'
import type { CloseCause } from '../../../relay/whatsapp/close-cause.ts'
import { reconnectAfter } from '../../../relay/whatsapp/reconnect.ts'

it('comes back at once when WhatsApp asks for a restart, but does not hammer a server that always asks', () => {
  expect(reconnectAfter('restartRequired', 0, 0.5)).toBe(0)
  expect(reconnectAfter('restartRequired', 3, 0.5)).toBeGreaterThan(1_000)
})

it('waits longer after each failure, from a second to a minute', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => reconnectAfter('lost', attempt, 0.999999))
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
})

it('spreads relays that lost the same server over half of the wait', () => {
  expect(reconnectAfter('lost', 3, 0)).toBe(4_000)
  expect(reconnectAfter('lost', 3, 0.5)).toBe(6_000)
})

it.each<CloseCause>(['unlinked', 'replaced', 'banned', 'versionRefused', 'codesUsedUp'])(
  'does not come back by itself when it is %s',
  (cause) => {
    expect(reconnectAfter(cause, 0, 0.5)).toBeUndefined()
  },
)

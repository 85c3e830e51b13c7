import * as v from 'valibot'
import { expect, it } from 'vitest'
import { allUsedUp, nextCode } from '../../../relay/whatsapp/pairing.ts'
import { channelIdSchema, createNewId } from '../../../shared/ids.ts'

const channelId = v.parse(channelIdSchema, createNewId(() => 0)(channelIdSchema))

it('gives the first code a minute and each next one twenty seconds', () => {
  const first = nextCode(channelId, { total: 6, shown: 0 }, 'qr-1', 1_000)
  expect(first).toEqual({ channelId, qr: 'qr-1', expiresAt: 61_000, number: 1, total: 6 })
  const second = nextCode(channelId, { total: 6, shown: 1 }, 'qr-2', 61_000)
  expect(second).toMatchObject({ expiresAt: 81_000, number: 2, total: 6 })
})

it('knows that the last code has run out, but not before, and not of an earlier code', () => {
  const last = nextCode(channelId, { total: 6, shown: 5 }, 'qr-6', 1_000)
  expect(allUsedUp(last, 21_000)).toBe(true)
  expect(allUsedUp(last, 20_000)).toBe(false)
  expect(allUsedUp(nextCode(channelId, { total: 6, shown: 4 }, 'qr-5', 1_000), 99_000)).toBe(false)
  expect(allUsedUp(undefined, 99_000)).toBe(false)
})

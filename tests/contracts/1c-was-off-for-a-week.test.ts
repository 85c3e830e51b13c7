import { expect, it } from 'vitest'
import { benchWeekOff } from '../bench/week-off.ts'

/** A week of a busy company are a hundred thousand: `npm run bench -- week-off`. */
const events = 10_000

it('1C was off for a week and has everything in order, once, though answers were lost while it caught up', async () => {
  expect(await benchWeekOff(() => {}, { events })).toMatchObject({ events, lost: 0, doubled: 0, outOfOrder: 0 })
})

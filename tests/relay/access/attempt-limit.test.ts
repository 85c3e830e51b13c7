import { beforeEach, describe, expect, it } from 'vitest'
import { type AttemptLimit, createAttemptLimit } from '../../../relay/access/attempt-limit.ts'
import { Refused } from '../../../relay/refused.ts'
import { standingClock } from '../../world/clock.ts'

describe('attempts to get in', () => {
  let clock: ReturnType<typeof standingClock>
  let limit: AttemptLimit
  const wrong = async () => {
    throw new Refused('wrongLogin', '')
  }
  const down = async () => {
    throw new Refused('onecUnreachable', '')
  }
  const isWrong = (error: unknown) => error instanceof Refused && error.code === 'wrongLogin'
  const tries = async (keys: string[], work: () => Promise<unknown> = wrong) =>
    await limit.attempt(keys, work, isWrong).then(
      () => 'in',
      (error: Refused) => error.code,
    )

  beforeEach(() => {
    clock = standingClock()
    limit = createAttemptLimit(clock)
  })

  it('may be wrong ten times in a quarter of an hour, and then again', async () => {
    for (let n = 0; n < 10; n += 1) expect(await tries(['here'])).toBe('wrongLogin')
    expect(await tries(['here'], async () => 'right')).toBe('tooManyAttempts')
    clock.forward(15 * 60_000)
    expect(await tries(['here'], async () => 'right')).toBe('in')
  })

  it('are counted for the login too, from wherever they come', async () => {
    for (let n = 0; n < 10; n += 1) expect(await tries([`from ${n}`, 'login olga'])).toBe('wrongLogin')
    expect(await tries(['from elsewhere', 'login olga'])).toBe('tooManyAttempts')
    expect(await tries(['from elsewhere', 'login petr'])).toBe('wrongLogin')
  })

  it('that fail for another reason do not count', async () => {
    for (let n = 0; n < 30; n += 1) expect(await tries(['here'], down)).toBe('onecUnreachable')
    expect(await tries(['here'])).toBe('wrongLogin')
  })

  it('count already while nobody knows how they end', async () => {
    const open: (() => void)[] = []
    const slow = () =>
      new Promise((_resolve, reject) => {
        open.push(() => reject(new Refused('wrongLogin', '')))
      })
    const underWay = Array.from({ length: 10 }, () => tries(['here'], slow))
    expect(await tries(['here'])).toBe('tooManyAttempts')
    for (const end of open) end()
    await Promise.all(underWay)
  })
})

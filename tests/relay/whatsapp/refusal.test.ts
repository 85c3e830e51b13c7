import { describe, expect, it } from 'vitest'
import { outcomeOfRefusal } from '../../../relay/whatsapp/refusal.ts'
import { askForRestriction, restrictionIn } from '../../../relay/whatsapp/restriction.ts'
import { createRestrictions } from '../../../relay/whatsapp/restrictions.ts'
import { channelIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

describe('WhatsApp’s refusal of a message', () => {
  it('names a restriction of the account', () => {
    expect(outcomeOfRefusal('463')).toMatchObject({ outcome: 'failed', reason: 'restrictedByWhatsApp' })
  })

  it.each(['479', '400', '999'])('with error %s is for good and shown', (error) => {
    expect(outcomeOfRefusal(error)).toEqual({
      outcome: 'failed',
      reason: 'refusedByWhatsApp',
      cause: expect.stringContaining(error),
    })
  })

  it.each([
    ['429', 'pacing'],
    ['500', 'noAnswer'],
    ['503', 'noAnswer'],
  ])('with error %s passes, and people are told why it waits', (error, hold) => {
    expect(outcomeOfRefusal(error)).toMatchObject({ outcome: 'later', hold })
  })
})

describe('a restriction of a number', () => {
  const now = 1_000_000
  const end = new Date(now + 60_000)
  const never = () => () => {}

  it('is what WhatsApp says, with its end', () => {
    expect(restrictionIn({ isActive: true, timeEnforcementEnds: end }, now)).toEqual({
      since: now,
      until: now + 60_000,
    })
    expect(restrictionIn({ isActive: true }, now)).toEqual({ since: now })
  })

  it('is none when WhatsApp has lifted it or its end is past', () => {
    expect(restrictionIn({ isActive: false }, now)).toBeUndefined()
    expect(restrictionIn({ isActive: true, timeEnforcementEnds: new Date(now) }, now)).toBeUndefined()
  })

  it('is assumed when WhatsApp does not answer, for to try would make it worse', async () => {
    const fails = { fetchAccountReachoutTimelock: () => Promise.reject(new Error('no answer')) }
    expect(await askForRestriction(fails, now, never)).toEqual({ since: now })
    const silent = { fetchAccountReachoutTimelock: () => new Promise<never>(() => {}) }
    const atOnce = (_ms: number, ring: () => void) => {
      ring()
      return () => {}
    }
    expect(await askForRestriction(silent, now, atOnce)).toEqual({ since: now })
  })

  it('is not assumed when WhatsApp says that only this client was refused', async () => {
    const free = { fetchAccountReachoutTimelock: async () => ({ isActive: false }) }
    expect(await askForRestriction(free, now, never)).toBeUndefined()
  })

  it('counts until its end, and an hour when none is known', () => {
    const newId = countingIds()
    const [one, other] = [newId(channelIdSchema), newId(channelIdSchema)]
    let time = now
    const changed: string[] = []
    const restrictions = createRestrictions(
      () => time,
      never,
      (id) => changed.push(id),
    )
    restrictions.note(one, { since: now, until: now + 60_000 })
    restrictions.note(other, { since: now })
    restrictions.note(other, undefined)
    restrictions.note(other, undefined)
    restrictions.note(other, { since: now })
    expect(changed).toEqual([one, other, other, other])
    time = now + 60_000
    expect(restrictions.of(one)).toBeUndefined()
    expect(restrictions.of(other)).toEqual({ since: now })
    time = now + 60 * 60_000
    expect(restrictions.of(other)).toBeUndefined()
  })
})

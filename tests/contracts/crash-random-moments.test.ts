import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crashRun } from '../crash/crash-run.ts'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'

// The long ones: npm run crash -- --moments 1000
describe('a relay that is killed at random moments while people write and are answered', () => {
  let noisyAgain: () => void
  beforeAll(() => {
    noisyAgain = silenceLibsignal()
  })
  afterAll(() => noisyAgain())

  it('loses nothing, shows nothing twice, tells 1C of nothing out of turn, and leaves nothing waiting', async () => {
    const { lost, doubled, pending, behindLater, scattered, toldWrongly, moments, examples } = await crashRun({
      moments: 10,
      // Less on a machine that is busy.
      minutes: 0.4,
      seed: 20_261_122,
      replies: true,
      say: () => {},
    })
    expect(moments).toBeGreaterThan(2)
    const wrong = { lost, doubled, pending, behindLater, scattered, toldWrongly }
    const nothing = { lost: 0, doubled: 0, pending: 0, behindLater: 0, scattered: 0, toldWrongly: 0 }
    // With some of what is wrong, to begin to look for its cause.
    expect({ ...wrong, examples }).toEqual({ ...nothing, examples })
  }, 150_000)

  it('and one that lets receipts leave before its commits is found out', async () => {
    const { lost } = await crashRun({
      entry: 'tests/crash/relay-that-confirms-too-early.ts',
      moments: 4,
      seed: 20_261_122,
      replies: false,
      settleWithin: 3_000,
      say: () => {},
    })
    expect(lost).toBeGreaterThan(0)
  }, 150_000)
})

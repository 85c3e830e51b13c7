import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { playHere } from '../../../extension/browser/sound.ts'

/** As in Firefox where there is no loudspeaker: it never begins to play, and never says so. */
class WithoutLoudspeaker {
  state = 'suspended'
  resume = () => new Promise<void>(() => undefined)
  close = vi.fn(() => new Promise<void>(() => undefined))
}

describe('the sound of a notification', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is not waited for where it cannot be heard: what comes after it comes', async () => {
    vi.stubGlobal('AudioContext', WithoutLoudspeaker)
    const played = vi.fn()
    void playHere().then(played)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(played).toHaveBeenCalledOnce()
  })

  it('but is let ring out where it can', async () => {
    vi.stubGlobal('AudioContext', WithoutLoudspeaker)
    const played = vi.fn()
    void playHere().then(played)
    await vi.advanceTimersByTimeAsync(600)
    expect(played).not.toHaveBeenCalled()
  })
})

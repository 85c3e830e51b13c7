import { browser } from 'wxt/browser'
import { playChime } from '../notifications/chime.ts'

/** The unlisted page that plays and closes itself. */
const soundPage = 'sound.html'

/** Firefox's background is a page. Chrome's worker has no audio: a page that nobody sees plays for it; one that is playing already is enough. */
export async function playSound(): Promise<void> {
  if (import.meta.env.FIREFOX) return playHere()
  try {
    await browser.offscreen.createDocument({
      url: soundPage,
      reasons: ['AUDIO_PLAYBACK'],
      justification: 'a client has written',
    })
  } catch (reason) {
    console.info('the sound is not played a second time at once', reason)
  }
}

/** Longer than it sounds, in milliseconds. */
const patience = 2_000

/** Where there is a page: Firefox's background is one. Where there is no loudspeaker Firefox never begins to play, and says so to nobody: no reason to wait with all that comes after. */
export async function playHere(): Promise<void> {
  const audio = new AudioContext()
  const late = new Promise<void>((done) => setTimeout(done, patience))
  try {
    await Promise.race([playChime(audio), late])
  } finally {
    void audio.close()
  }
}

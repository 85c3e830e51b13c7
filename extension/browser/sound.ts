import { browser } from 'wxt/browser'
import { playChime } from '../notifications/chime.ts'

/** The unlisted page that plays and closes itself. */
const soundPage = 'sound.html'

/** Chrome's worker has no audio: a page that nobody sees plays for it. One that is playing already is enough. */
export async function playSound(): Promise<void> {
  if (typeof AudioContext !== 'undefined') return playHere()
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

/** Where there is a page: Firefox's background is one. */
export async function playHere(): Promise<void> {
  const audio = new AudioContext()
  try {
    await playChime(audio)
  } finally {
    await audio.close()
  }
}

import { effect, signal } from '@preact/signals'
import { type Speed, speeds } from './playing.ts'

const key = 'voice-speed'

const remembered = (): Speed => speeds.find((speed) => String(speed) === localStorage.getItem(key)) ?? 1

/** How fast voice messages play: for all of them, and still so the next time. */
export const voiceSpeed = signal<Speed>(remembered())

effect(() => localStorage.setItem(key, String(voiceSpeed.value)))

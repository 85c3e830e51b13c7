export const speeds = [1, 1.5, 2] as const
export type Speed = (typeof speeds)[number]

/** 1 → 1.5 → 2 → 1. */
export const nextSpeed = (speed: Speed): Speed => speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1

/** How far a key jumps in a sound, in seconds: arrows a little, Page keys farther. */
export const jumpOf = (key: string): number | undefined =>
  ({ ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -15, PageUp: 15 })[key]

/** `0:07`, `12:30`, `1:02:03`. */
export function playTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

const barCount = 40
const tallest = 22
const least = 2

/** The heights of the bars; a sound of which nothing is known shows even ones. */
export function barsOf(waveform: number[] | undefined): number[] {
  return Array.from({ length: barCount }, (_each, place) => {
    const height = waveform?.[Math.floor((place / barCount) * waveform.length)] ?? 20
    return Math.max(least, Math.round((Math.min(100, Math.max(0, height)) / 100) * tallest))
  })
}

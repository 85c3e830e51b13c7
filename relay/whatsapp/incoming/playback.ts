import type { MessageDetails } from '../../../shared/message.ts'

/** How many heights a waveform has, and the largest of them. */
const heights = 64
const highest = 100
/** Nobody records longer; a larger number is a broken app's. */
const longestSeconds = 7 * 24 * 3600

/** How long it plays and how loud it is where, as far as the sender's app has told. */
export function playbackOf(
  seconds: number | null | undefined,
  waveform?: Uint8Array | null,
): Pick<MessageDetails, 'playback'> {
  if (typeof seconds !== 'number' || !(seconds >= 0) || seconds > longestSeconds) return {}
  const shape = Array.from(waveform?.subarray(0, heights) ?? [], (height) => Math.min(height, highest))
  return { playback: { seconds: Math.round(seconds), ...(shape.length > 0 ? { waveform: shape } : {}) } }
}

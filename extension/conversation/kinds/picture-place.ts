import type { MessageFile } from '../../../shared/message.ts'

/** Without stated measures: a usual photograph. */
const usual = { width: 4, height: 3 }
const widest = 320

/** The place of a picture before it is there, so that nothing jumps when it comes. A panorama stays high enough to be seen. */
export function placeOf(
  file: Pick<MessageFile, 'width' | 'height'>,
  highest: number,
): { width: string; aspectRatio: string } {
  const known = file.width !== undefined && file.height !== undefined && file.width > 0 && file.height > 0
  const { width, height } = known ? { width: file.width ?? 1, height: file.height ?? 1 } : usual
  const ratio = Math.min(4, Math.max(0.4, width / height))
  return { width: `${Math.round(Math.min(widest, highest * ratio))}px`, aspectRatio: String(Number(ratio.toFixed(3))) }
}

import type { Instant } from '../../shared/ids.ts'
import type { RecordingRow } from '../database/rows.ts'

/** Under which name a recording is kept: `voice-2026-11-22-18-05.webm`. */
export function recordingName(at: Instant, mime: string): string {
  const moment = new Date(at)
  const numbers = [
    moment.getFullYear(),
    moment.getMonth() + 1,
    moment.getDate(),
    moment.getHours(),
    moment.getMinutes(),
  ]
  const words = numbers.map((number) => String(number).padStart(2, '0')).join('-')
  return `voice-${words}.${mime.includes('ogg') ? 'ogg' : 'webm'}`
}

/** The parts one after the other are the file; undefined when there are none. */
export const recordingOf = (parts: readonly Pick<RecordingRow, 'bytes'>[]): Blob | undefined =>
  parts[0] &&
  new Blob(
    parts.map(({ bytes }) => bytes),
    { type: parts[0].bytes.type },
  )

import type { Employee } from '../../shared/employee.ts'
import type { Cursor } from '../../shared/ids.ts'
import type { WrittenEvent } from '../store/written-events.ts'
import { goneInstead, type Telling, tellingOf } from './told-of.ts'

/** Somebody who reads the journal as it grows: one live connection of an employee. */
export interface LiveReader {
  employee: Employee
  /** How far he has come. */
  cursor: Cursor
  /** How far he knows that he has come. */
  told: Cursor
  /** `frame` is a RelayFrame, already as text: one text serves many readers. */
  send(frame: string): void
}

/** A reader of whom nothing was told need not hear of every number; he hears at the latest after so many. */
const mostUntold = 200

/**
 * Sends readers what they may see of the next events, and no reader anything twice. Those who are told the same get one text: the events are passed on as they are
 * written, and nothing is put together twice.
 * @param catchingUp he is told how far he has come also when there was nothing for him.
 */
export function fanOut(readers: Iterable<LiveReader>, events: readonly WrittenEvent[], catchingUp = false): void {
  const last = events.at(-1)
  if (!last) return
  const frames = createFrames(events, last.seq)
  for (const reader of readers) {
    if (reader.cursor >= last.seq) continue
    const after = reader.cursor
    reader.cursor = last.seq
    const tellings = events.map((event) => (event.seq > after ? tellingOf(reader.employee, event) : 'nothing'))
    const isQuiet = tellings.every((telling) => telling === 'nothing')
    if (isQuiet && !catchingUp && last.seq - reader.told < mostUntold) continue
    reader.told = last.seq
    reader.send(frames(tellings))
  }
}

/** Numbers without an event up to there are passed over. */
export function tellLevel(reader: LiveReader, cursor: Cursor): void {
  reader.cursor = Math.max(reader.cursor, cursor)
  reader.told = reader.cursor
  reader.send(`{"type":"events","events":[],"cursor":${reader.cursor}}`)
}

/** Frames of the type `events`, each text made once. */
function createFrames(events: readonly WrittenEvent[], cursor: Cursor): (tellings: readonly Telling[]) => string {
  const made = new Map<string, string>()
  return (tellings) => {
    const key = tellings.map((telling) => telling[0]).join('')
    const known = made.get(key)
    if (known !== undefined) return known
    const frame = `{"type":"events","events":[${toldAs(events, tellings).join(',')}],"cursor":${cursor}}`
    made.set(key, frame)
    return frame
  }
}

/** The told ones as JSON. */
export const toldAs = (events: readonly WrittenEvent[], tellings: readonly Telling[]): string[] =>
  events.flatMap((event, index) => {
    const telling = tellings[index]
    if (telling === 'event') return [event.text]
    return telling === 'gone' ? [JSON.stringify(goneInstead(event))] : []
  })

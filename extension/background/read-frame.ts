import * as v from 'valibot'
import {
  eventsFrameSchema,
  type RelayFrame,
  relayFrameSchema,
  type ToldEvent,
  toldEventSchema,
} from '../../shared/events.ts'
import { readTolerantly } from '../connection/read-tolerantly.ts'

/** `mayHoldEvents`: to go on without it could leave a hole in the journal; only a new hello from the cursor fills it. */
export type ReadFrame =
  /** `passedOver`: how many events of a newer relay mean nothing here. */
  { ok: true; frame: RelayFrame; passedOver: number } | { ok: false; why: string; mayHoldEvents: boolean }

const typedSchema = v.object({ type: v.string() })
const eventsSchema = v.object({ ...eventsFrameSchema.entries, events: v.array(v.unknown()) })

/** A relay that is newer, and speaks the same protocol, is understood as far as can be. */
export function readFrame(text: string): ReadFrame {
  const json = parseJson(text)
  const typed = v.safeParse(typedSchema, json)
  if (!typed.success) return { ok: false, why: 'it is no frame', mayHoldEvents: true }
  if (typed.output.type === 'events') return readEvents(json)
  const frame = readTolerantly(relayFrameSchema, json)
  if (frame.success) return { ok: true, frame: frame.output, passedOver: 0 }
  return { ok: false, why: `${typed.output.type}: ${frame.issues[0].message}`, mayHoldEvents: false }
}

/** One that cannot be understood must not hold up those behind it, nor the cursor: it would come again for ever. */
function readEvents(json: unknown): ReadFrame {
  const frame = v.safeParse(eventsSchema, json)
  if (!frame.success) return { ok: false, why: `events: ${frame.issues[0].message}`, mayHoldEvents: true }
  const events = frame.output.events.flatMap((said): ToldEvent[] => {
    const event = readTolerantly(toldEventSchema, said)
    if (event.success) return [event.output]
    console.warn(`live connection: an event was not understood: ${event.issues[0].message}`)
    return []
  })
  const passedOver = frame.output.events.length - events.length
  return { ok: true, frame: { ...frame.output, events }, passedOver }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import * as v from 'valibot'
import { type RelayFrame, relayFrameSchema } from '../../shared/events.ts'

/** `mayHoldEvents`: to go on without it could leave a hole in the journal; only a new hello from the cursor fills it. */
export type ReadFrame = { ok: true; frame: RelayFrame } | { ok: false; why: string; mayHoldEvents: boolean }

const typedSchema = v.object({ type: v.string() })

export function readFrame(text: string): ReadFrame {
  const json = parseJson(text)
  const typed = v.safeParse(typedSchema, json)
  if (!typed.success) return { ok: false, why: 'it is no frame', mayHoldEvents: true }
  const frame = v.safeParse(relayFrameSchema, json)
  if (frame.success) return { ok: true, frame: frame.output }
  const why = `${typed.output.type}: ${frame.issues[0].message}`
  return { ok: false, why, mayHoldEvents: typed.output.type === 'events' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import * as v from 'valibot'
import { type FileId, fileIdSchema } from '../../shared/ids.ts'
import { refusal } from '../connection/ask-relay.ts'
import type { RelayClient } from '../connection/relay-api.ts'
import type { OutboxRow } from '../database/rows.ts'
import type { Asked } from './inbox-service.ts'

/** Bytes. */
export const firstPart = 128 * 1024
const smallest = 32 * 1024
const largest = 4 * 1024 * 1024
/** So often people see that it goes on. */
const wantedMs = 700

/** How large the next part is, so that each takes about as long: on a slow line the bar moves too, on a quick one no time is lost between them. Pure. */
export function nextPart(size: number, tookMs: number): number {
  const fitting = size * (wantedMs / Math.max(1, tookMs))
  // A line is seldom as quick or as slow as it was for a moment.
  return Math.round(Math.min(largest, size * 4, Math.max(smallest, size / 4, fitting)))
}

export interface UploadParts {
  relay: Pick<RelayClient, 'putPart' | 'uploadedSoFar'>
  now: () => number
  /** Bytes that the relay has. */
  tell: (sent: number, total: number) => Promise<void>
  /** Cuts the part that is on its way. */
  signal: AbortSignal
}

/**
 * In parts: a worker of an extension can neither see how far a fetch is nor send a stream in every browser, and what has arrived stays when the line breaks or the worker dies. Repeated,
 * it goes on where it was.
 */
export async function uploadFile(
  file: NonNullable<OutboxRow['file']>,
  { relay, now, tell, signal }: UploadParts,
): Promise<Asked<FileId>> {
  const id = v.safeParse(fileIdSchema, file.id)
  if (!id.success) return refusal('badRequest', id.issues[0].message)
  const { name, mime, bytes } = file
  const total = bytes.size
  let [from, size, looked] = [0, firstPart, false]
  while (!signal.aborted) {
    const part = bytes.slice(from, from + size)
    const began = now()
    const answer = await relay.putPart({ id: id.output, name, mime, from, total, bytes: part }, signal)
    if (answer.ok && answer.value.isWhole) return { ok: true, value: id.output }
    if (answer.ok) {
      size = nextPart(part.size, now() - began)
      from = answer.value.received
      await tell(from, total)
      continue
    }
    if (answer.code !== 'conflict' || looked) return answer
    // Begun before: by a worker that has died, or over a line that was cut.
    looked = true
    const soFar = await relay.uploadedSoFar(id.output)
    if (!soFar.ok) return soFar
    if (soFar.value.isWhole) return { ok: true, value: id.output }
    from = soFar.value.received
  }
  return refusal('unreachable', 'cancelled')
}

import * as v from 'valibot'
import type { BaseId } from '../../shared/ids.ts'
import { protocolVersion } from '../../shared/protocol-version.ts'
import { baseById } from '../store/bases.ts'
import type { Store } from '../store/open.ts'
import { onecJobSchema } from './packet.ts'
import { onecCursorSchema } from './packet-event.ts'
import { type CallParts, callService, type PushAnswer, targetOf } from './push-call.ts'
import type { PingOutcome } from './rhythm.ts'

/** The answer of GET <base>/hs/wamessenger/v1/ping. */
export const pingAnswerSchema = v.object({
  protocol: v.literal(protocolVersion),
  cursor: onecCursorSchema,
  /** What the base says of its own job; older ones say nothing. */
  job: v.fallback(v.optional(onecJobSchema), undefined),
})

/** Calls a base and asks how it is; undefined when it is not published. */
export const createPingBase =
  (store: Store, parts: CallParts) =>
  async (base: BaseId): Promise<PingOutcome | undefined> => {
    const row = await baseById(store.read, base)
    const target = row && targetOf(row) // undefined when it is no longer linked
    if (!target) return undefined
    return outcomeOf(await callService(target, { path: 'ping' }, parts))
  }

/** A page that says 200 to everything is not the extension; another version of it is. */
function outcomeOf(answer: PushAnswer): PingOutcome {
  if ('failure' in answer) return answer
  const parsed = v.safeParse(pingAnswerSchema, answer.body)
  if (parsed.success) return { job: parsed.output.job }
  const spoken = v.safeParse(v.object({ protocol: v.number() }), answer.body)
  const isOtherVersion = spoken.success && spoken.output.protocol !== protocolVersion
  return { failure: isOtherVersion ? 'protocolMismatch' : 'badAnswer' }
}

import type { BaseId, ChannelId, Instant, MessageId } from '../../shared/ids.ts'
import { nextRunAt, type OffsetAt, type Schedule } from '../../shared/schedule.ts'
import type { BaseRhythm } from './rhythm.ts'

/** An employee's reply that waits for 1C's word. */
export interface WaitingReply {
  id: MessageId
  channelId: ChannelId
  acceptedAt: Instant
}

export interface WaitingInputs {
  replies: readonly WaitingReply[]
  /** Which base decides about a number, and how it keeps its rhythm; undefined: nobody decides, replies leave at once. */
  deciderOf(channel: ChannelId): { id: BaseId; rhythm: BaseRhythm } | undefined
  /** The administrator's limit; null: a reply never leaves without 1C. */
  limitMinutes: number | null
  schedule: Schedule
  now: Instant
  offsetAt: OffsetAt
}

/** What becomes of waiting replies, and when to look again at the latest. */
export interface Leaving {
  leave: MessageId[]
  /** So old that a person must decide whether they still make sense. */
  expire: MessageId[]
  lookAt: Instant | undefined
}

const day = 24 * 60 * 60_000

/**
 * Which replies leave without 1C's word now; pure. A reply leaves when it has waited, and its base has missed runs, for as long as the administrator has
 * said; not while the window is closed, for then it would not have left with 1C either. Where nobody decides any more it leaves at once.
 */
export function leavingWithoutOnec(inputs: WaitingInputs): Leaving {
  const { replies, deciderOf, now } = inputs
  const decided = replies.map((reply) => ({ ...reply, decider: deciderOf(reply.channelId) }))
  const orphans = decided.filter(({ decider }) => decider === undefined)
  const due = decided.flatMap(({ id, acceptedAt, decider }) => {
    const at = decider && withoutOnecAt({ acceptedAt, ...decider.rhythm, ...inputs })
    return at === undefined ? [] : [{ id, at }]
  })
  const later = due.flatMap(({ at }) => (at > now ? at : []))
  return {
    leave: [...orphans.filter(isFresh(now)), ...due.filter(({ at }) => at <= now)].map(({ id }) => id),
    expire: orphans.filter((reply) => !isFresh(now)(reply)).map(({ id }) => id),
    lookAt: later.length > 0 ? Math.min(...later) : undefined,
  }
}

const isFresh =
  (now: Instant) =>
  ({ acceptedAt }: Pick<WaitingReply, 'acceptedAt'>): boolean =>
    now - acceptedAt <= day

/** When a reply leaves if nothing is heard of its base until then; undefined: never. */
function withoutOnecAt(of: {
  acceptedAt: Instant
  missedFrom: Instant
  silentFrom: Instant
  limitMinutes: number | null
  schedule: Schedule
  offsetAt: OffsetAt
}): Instant | undefined {
  if (of.limitMinutes === null) return undefined
  const patience = of.limitMinutes * 60_000
  const due = Math.max(of.acceptedAt + patience, of.missedFrom + patience, of.silentFrom)
  return nextRunAt(of.schedule, due - 1, of.offsetAt)
}

import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { OnecBase, OnecStatus, OnecTrouble } from '../../shared/onec-status.ts'
import { isInWindow, nextRunAt, type OffsetAt } from '../../shared/schedule.ts'

/** What a reply that waits for 1C waits for, and until when. */
export type OnecWait =
  /** 1C comes as it should; `at`: its next run, unknown to an older relay. */
  | { kind: 'nextRun'; at: Instant | undefined }
  /** It is night or a free day: replies leave when the window opens. */
  | { kind: 'closed'; opensAt: Instant }
  /** It should have come long ago. */
  | {
      kind: 'silent'
      /** Absent when it was never in touch. */
      since: Instant | undefined
      trouble: OnecTrouble | undefined
      nextRunAt: Instant | undefined
      /** When the reply leaves without 1C, if it may and nothing is heard. */
      withoutAt: Instant | undefined
    }

export interface WaitingReply {
  acceptedAt: Instant
  channelId: ChannelId | undefined
}

/** How a reply that waits for 1C stands at this moment. Pure. */
export function onecWait(onec: OnecStatus, reply: WaitingReply, now: Instant, offsetAt: OffsetAt): OnecWait {
  const { schedule } = onec
  const next = schedule === undefined ? onec.nextRunAt : nextRunAt(schedule, now, offsetAt)
  const base = baseOf(onec, reply.channelId)
  if ((base?.state ?? onec.state) === 'silent') return silentWait(onec, base, reply, next, offsetAt)
  if (schedule === undefined || next === undefined) return { kind: 'nextRun', at: next }
  return isInWindow(schedule, now, offsetAt) ? { kind: 'nextRun', at: next } : { kind: 'closed', opensAt: next }
}

/** The base that decides about this number. */
const baseOf = ({ bases }: OnecStatus, channelId: ChannelId | undefined): OnecBase | undefined =>
  bases?.find(({ channels }) => channelId !== undefined && channels?.includes(channelId))

function silentWait(
  onec: OnecStatus,
  base: OnecBase | undefined,
  { acceptedAt }: WaitingReply,
  next: Instant | undefined,
  offsetAt: OffsetAt,
): OnecWait {
  // What is known of its own base counts, also that it was never heard of.
  const since = base === undefined ? onec.lastExchangeAt : base.lastExchangeAt
  const trouble = base === undefined ? onec.trouble : base.trouble
  const { schedule, withoutOnecAfterMinutes: minutes } = onec
  const mayLeave = minutes !== undefined && schedule !== undefined && since !== undefined
  const withoutAt = mayLeave
    ? nextRunAt(schedule, Math.max(acceptedAt, nextRunAt(schedule, since, offsetAt)) + minutes * 60_000 - 1, offsetAt)
    : undefined
  return { kind: 'silent', since, trouble, nextRunAt: next, withoutAt }
}

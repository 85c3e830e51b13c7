import type { Instant } from '../../shared/ids.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import { type FailureReason, leftWithoutOnec, type Stage, type StageReached } from '../../shared/stage.ts'

export type AwaitedStage = Extract<Stage, 'collected' | 'approved' | 'sending'>

export type StageStrip =
  | {
      kind: 'onItsWay'
      reached: StageReached[]
      awaited: AwaitedStage | undefined
      /** It waits for 1C's word since then. */
      waitsForOnecSince?: Instant
    }
  | {
      kind: 'arrived'
      stage: 'sent' | 'delivered' | 'read'
      /** It did not wait for 1C, which was silent. */
      withoutOnec?: true
    }
  | {
      kind: 'endedBadly'
      stage: 'rejected' | 'failed' | 'unknown'
      at: Instant
      reason?: FailureReason | undefined
      detail?: string | undefined
    }

/** What stands under a message of ours: the whole way while it is on it, then only ticks, or the end that needs a person. */
export function stageStrip(reached: StageReached[], onec: OnecStatus | undefined): StageStrip | undefined {
  const last = reached.at(-1)
  if (last === undefined) return undefined
  switch (last.stage) {
    case 'sent':
    case 'delivered':
    case 'read':
      return { kind: 'arrived', stage: last.stage, ...withoutOnec(reached) }
    case 'played':
      return { kind: 'arrived', stage: 'read', ...withoutOnec(reached) }
    case 'rejected':
    case 'failed':
    case 'unknown':
      return { ...last, kind: 'endedBadly', stage: last.stage }
    case 'typed':
    case 'accepted':
    case 'collected':
    case 'approved':
    case 'sending':
      return onItsWay(reached, last.stage, onec)
  }
}

type WayStage = Extract<Stage, 'typed' | 'accepted' | 'collected' | 'approved' | 'sending'>

function onItsWay(reached: StageReached[], last: WayStage, onec: OnecStatus | undefined): StageStrip {
  const way = { kind: 'onItsWay' as const, reached: withoutUnasked(reached), awaited: awaited(last, onec) }
  const waitsFor1c = (last === 'accepted' || last === 'collected') && goesThrough1c(onec)
  const since = reached.find(({ stage }) => stage === 'accepted')?.at
  return waitsFor1c && since !== undefined ? { ...way, waitsForOnecSince: since } : way
}

/** Whether a reply left without 1C's word. */
export const isWithoutOnec = ({ stage, detail }: StageReached): boolean =>
  stage === 'approved' && detail === leftWithoutOnec

const withoutOnec = (reached: StageReached[]): { withoutOnec?: true } =>
  reached.some(isWithoutOnec) ? { withoutOnec: true } : {}

/** Where 1C is not asked, the relay lets a reply go by itself: then nothing is said of a permission that 1C never gave. */
function withoutUnasked(reached: StageReached[]): StageReached[] {
  const wasAsked = reached.some(({ stage }) => stage === 'collected')
  return wasAsked ? reached : reached.filter((each) => each.stage !== 'approved' || isWithoutOnec(each))
}

function awaited(last: WayStage, onec: OnecStatus | undefined): AwaitedStage | undefined {
  switch (last) {
    case 'typed':
    case 'sending':
      return undefined
    case 'accepted':
      return goesThrough1c(onec) ? 'collected' : 'sending'
    case 'collected':
      return 'approved'
    case 'approved':
      return 'sending'
  }
}

const goesThrough1c = (onec: OnecStatus | undefined): boolean =>
  onec !== undefined && onec.state !== 'none' && onec.replyRoute === 'through1c'

import * as v from 'valibot'
import { instantSchema } from './ids.ts'

/**
 * Where a reply is now. A closed list, in the order in which a good reply passes it (DESIGN 4).
 * `typed` exists only in the extension: the relay does not know of the reply yet.
 */
export const stages = [
  'typed',
  'accepted',
  'collected',
  'approved',
  'sending',
  'sent',
  'delivered',
  'read',
  'played',
  'rejected',
  'failed',
  'unknown',
] as const
export const stageSchema = v.picklist(stages)
export type Stage = v.InferOutput<typeof stageSchema>

/** Why a reply failed. A closed list; `stage-sentences` in the extension has a sentence for each. `takenBack`: an employee deleted it before it left. */
export const failureReasons = [
  'notOnWhatsApp',
  'fileMissing',
  'fileTooLarge',
  'numberUnpaired',
  'expired',
  'refusedByWhatsApp',
  'firstMessageNotAllowed',
  'restrictedByWhatsApp',
  'notAPicture',
  'fileDamaged',
  'tooLateToChange',
  'takenBack',
] as const
export const failureReasonSchema = v.picklist(failureReasons)
export type FailureReason = v.InferOutput<typeof failureReasonSchema>

/**
 * Why a message of ours waits. A closed list; `stage-sentences` in the extension has a sentence for each. `pacing`: the number sends slowly so as not to be banned;
 * `allowance`: the day's new conversations are used up; `restricted`: WhatsApp has restricted the number for a time; `noAnswer`: WhatsApp has not acknowledged it in time.
 */
export const holdReasons = ['notPaired', 'offline', 'pacing', 'allowance', 'restricted', 'noAnswer'] as const
export const holdReasonSchema = v.picklist(holdReasons)
export type HoldReason = v.InferOutput<typeof holdReasonSchema>

/** The detail of `approved` when the reply left without 1C, which was silent for longer than the administrator allows. */
export const leftWithoutOnec = 'withoutOnec'

/** A stage reached: when, and for the ends that are not good, why. */
export const stageReachedSchema = v.object({
  stage: stageSchema,
  at: instantSchema,
  /** Set with `failed`. */
  reason: v.optional(failureReasonSchema),
  /** The words a person wrote: 1C's reason with `rejected`. With `approved`: `leftWithoutOnec`, when it was not 1C that approved. */
  detail: v.optional(v.string()),
})
export type StageReached = v.InferOutput<typeof stageReachedSchema>

const progress: Record<Stage, number> = {
  typed: 0,
  accepted: 1,
  collected: 2,
  approved: 3,
  sending: 4,
  unknown: 5,
  sent: 6,
  rejected: 7,
  failed: 7,
  delivered: 8,
  read: 9,
  played: 10,
}

/**
 * Whether `next` may follow `current`. Receipts come out of order and twice: a stage never goes back, and what reached the
 * client (`delivered` and later) wins over an earlier `failed`.
 */
export const mayFollow = (current: Stage, next: Stage): boolean => progress[next] > progress[current]

/** Whether the reply has come to an end that needs a person. */
export const endedBadly = (stage: Stage): boolean => stage === 'rejected' || stage === 'failed' || stage === 'unknown'

import * as v from 'valibot'
import { longestText } from '../../shared/message.ts'

export const errorForOnecSchema = v.object({
  code: v.string(),
  /** English, for 1C's event log. */
  message: v.pipe(v.string(), v.maxLength(longestText)),
  /** Whether the same may be sent again with a hope. */
  retryable: v.boolean(),
})

/** What became of one Outgoing. 1C keeps sending it until it has read this. */
export const resultSchema = v.object({
  /** As 1C wrote it; a UUID unless it was bad. */
  outgoingId: v.string(),
  status: v.picklist(['accepted', 'failed']),
  /** It was known before, and nothing happened a second time. */
  duplicate: v.optional(v.boolean()),
  messageId: v.optional(v.string()),
  /** With `failed`. */
  error: v.optional(errorForOnecSchema),
})
export type Result = v.InferOutput<typeof resultSchema>

/** Why an Outgoing failed. A closed list. */
export const causes = {
  badRequest: { retryable: false, message: 'The outgoing is not as the contract says' },
  idTaken: { retryable: false, message: 'A message of another sort has this id already' },
  unknownReply: { retryable: false, message: 'No reply has this id, and it says no conversation or phone to send to' },
  unknownConversation: { retryable: false, message: 'There is no such conversation' },
  numberUnpaired: { retryable: true, message: 'No WhatsApp number is linked to the relay' },
  numberRemoved: { retryable: false, message: 'The WhatsApp number of this conversation was removed' },
  firstMessageNotAllowed: { retryable: false, message: 'The administrator does not allow to write first' },
  fileMissing: {
    retryable: true,
    message: 'The file was not put into the relay before, or the document that was asked for is not named',
  },
  tooLate: { retryable: false, message: 'The reply has ended already, or its time is over' },
} as const
export type FailureForOnec = keyof typeof causes

export const failedResult = (outgoingId: string, code: FailureForOnec, detail?: string): Result => ({
  outgoingId,
  status: 'failed',
  error: {
    code,
    message: detail === undefined ? `${causes[code].message}.` : `${causes[code].message}: ${detail}`,
    retryable: causes[code].retryable,
  },
})

/** Whether a repeat gets this same answer for ever. What failed for now had no effect, so a repeat is a new attempt. */
export const isFinal = (result: Result): boolean => result.error?.retryable !== true // `error` is there with `failed`

/** Whether a repeat is told from the first time at all: what was malformed may come again under its id, corrected. */
export const isKept = (result: Result): boolean => result.error?.code !== 'badRequest' // `error` is there with `failed`

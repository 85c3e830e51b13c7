import * as v from 'valibot'

/** Every reason for which the relay refuses a request. A closed list; the extension has a sentence for each. */
export const refusalCodes = [
  'badRequest',
  'unauthorized',
  'forbidden',
  'notFound',
  'conflict',
  'tooLateToChange',
  'takenByOther',
  'notYours',
  'firstMessageNotAllowed',
  'numberRemoved',
  'noBase',
  'noClientCard',
  'codeUsed',
  'employeesComeFrom1c',
  'wrongLogin',
  'notInGroup',
  'noLicence',
  'onecUnreachable',
  'tooLarge',
  'tooManyAttempts',
  'protocolMismatch',
  'storageFull',
  'internal',
] as const
export const refusalCodeSchema = v.picklist(refusalCodes)
export type RefusalCode = v.InferOutput<typeof refusalCodeSchema>

/** The body of every answer that is not 2xx. `message` is English, for logs; people read the sentence of `code`. */
export const refusalSchema = v.object({
  error: v.object({
    code: refusalCodeSchema,
    message: v.string(),
    /** With `tooManyAttempts`: seconds to wait. */
    retryAfterSeconds: v.optional(v.number()),
    /** With `takenByOther`: who was faster. */
    takenBy: v.optional(v.string()),
  }),
})
export type Refusal = v.InferOutput<typeof refusalSchema>

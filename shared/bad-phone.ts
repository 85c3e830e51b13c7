import * as v from 'valibot'
import { instantSchema } from './ids.ts'

/** Why a phone that stands in 1C can never be found by a WhatsApp number. A closed list; the extension has a sentence for each. */
export const badPhoneFaults = ['twoInField', 'extension', 'letters', 'tooShort', 'tooLong', 'unknown'] as const
export const badPhoneFaultSchema = v.picklist(badPhoneFaults)
export type BadPhoneFault = v.InferOutput<typeof badPhoneFaultSchema>

/** A phone in 1C that can never be found by a WhatsApp number. */
export const badPhoneSchema = v.object({
  /** Whose it is: 1C's reference as text. */
  ref: v.string(),
  name: v.string(),
  /** As it stands there. */
  written: v.string(),
  fault: badPhoneFaultSchema,
  /** 1C's internal navigation link to the card. */
  url: v.optional(v.string()),
})
export type BadPhone = v.InferOutput<typeof badPhoneSchema>

/** Answer of GET /bases/{id}/bad-phones: as 1C has last found them, at most a thousand; `total` of all. */
export const badPhonesSchema = v.object({
  phones: v.array(badPhoneSchema),
  total: v.number(),
  /** When 1C has said so; absent when it never has. */
  at: v.optional(instantSchema),
})
export type BadPhones = v.InferOutput<typeof badPhonesSchema>

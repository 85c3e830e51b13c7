import * as v from 'valibot'
import { instantSchema } from '../../shared/ids.ts'
import { type MessageDetails, messageDetailsSchema } from '../../shared/message.ts'

/** What a side has chosen in a poll last: WhatsApp brings a voter's whole choice each time, never a difference. */
const choiceSchema = v.object({ fromUs: v.boolean(), at: instantSchema, options: v.array(v.string()) })

const storedDetailsSchema = v.object({
  ...messageDetailsSchema.entries,
  /** Who has voted for what; outside only the numbers are shown. */
  choices: v.optional(v.array(choiceSchema)),
})
/** The details of a message as they are kept: those that everybody sees, and what it takes to count. */
export type StoredDetails = v.InferOutput<typeof storedDetailsSchema>

/** From `messages.details`. */
export const readDetails = (json: string | null): StoredDetails =>
  json === null ? {} : v.parse(storedDetailsSchema, JSON.parse(json))

/** For `messages.details`; null when there are none. */
export function detailsAsJson(details: StoredDetails | undefined): string | null {
  return details === undefined || Object.values(details).every((value) => value === undefined)
    ? null
    : JSON.stringify(details)
}

/** As everybody outside sees them. */
export function showDetails(json: string | null): MessageDetails {
  const { choices: _choices, ...shown } = readDetails(json)
  return shown
}

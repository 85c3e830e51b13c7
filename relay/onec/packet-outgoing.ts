import * as v from 'valibot'
import { conversationIdSchema, employeeIdSchema, fileIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { type Country, phoneFaultSentences, readPhone } from '../phone-text.ts'
import { onecTimeSchema } from './onec-time.ts'
import { onecTextSchema } from './packet-event.ts'
import { onecLinkSchema } from './text-from-onec.ts'

const phoneOf = (country: Country) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const read = readPhone(dataset.value, country)
      if ('phone' in read) return read.phone
      addIssue({ message: `phone: ${phoneFaultSentences[read.wrong]}` })
      return NEVER
    }),
  )

/** One message that 1C wants out: its word about a reply command (`outgoingId` = `commandId`), or a message of its own. */
export const outgoingSchema = (country: Country) =>
  v.object({
    outgoingId: messageIdSchema,
    conversationId: v.optional(conversationIdSchema),
    phone: v.optional(phoneOf(country)),
    userId: v.optional(v.fallback(v.optional(employeeIdSchema), undefined)),
    text: v.optional(onecTextSchema),
    /** Put before by PUT /onec/v1/files/{fileId}. */
    file: v.optional(v.object({ fileId: fileIdSchema })),
    quotedMessageId: v.optional(messageIdSchema),
    notAfter: v.optional(onecTimeSchema),
    /** A comment that the client must never see (1C's answer to a `taskRequest`). */
    note: v.optional(v.boolean()),
    /** With `note`: where it leads, like the task in 1C (`e1cib/data/…`). What is no such link is left out: the comment is worth having without it. */
    url: v.optional(v.fallback(v.optional(onecLinkSchema), undefined)),
  })
export type Outgoing = v.InferOutput<ReturnType<typeof outgoingSchema>>

/** @returns what is wrong, with the id as far as it can be read, instead of an outgoing. */
export function parseOutgoing(
  item: unknown,
  country: Country,
): { outgoing: Outgoing } | { wrong: string; outgoingId?: string } {
  const present = withoutBlanks(item)
  const parsed = v.safeParse(outgoingSchema(country), present)
  if (parsed.success) return { outgoing: parsed.output }
  const wrong = v.flatten(parsed.issues)
  const { outgoingId } = v.parse(readableId, present)
  return {
    wrong: JSON.stringify(wrong.nested ?? wrong.root),
    ...(outgoingId === undefined ? {} : { outgoingId }),
  }
}

/** Without the id there is nobody to answer to. */
const readableId = v.fallback(v.object({ outgoingId: v.optional(v.pipe(v.string(), v.maxLength(100))) }), {})

/** A structure filled from a query (`ЗаполнитьЗначенияСвойств`) has null for what is not there, and a register row an empty string. */
function withoutBlanks(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== null && !(typeof value === 'string' && value.trim() === '')),
  )
}

import * as v from 'valibot'

/**
 * Ids are UUIDs in lower case. Those we make are UUIDv7 (RFC 9562): they sort by the millisecond in which they were made.
 * Branded, so that a conversation's id can never be passed where a message's id is wanted.
 */
const uuid = (brandless: string) =>
  v.pipe(
    v.string(),
    v.regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
      `${brandless}: a UUID in lower case is wanted`,
    ),
  )

export const channelIdSchema = v.pipe(uuid('channelId'), v.brand('ChannelId'))
export const contactIdSchema = v.pipe(uuid('contactId'), v.brand('ContactId'))
export const conversationIdSchema = v.pipe(uuid('conversationId'), v.brand('ConversationId'))
export const messageIdSchema = v.pipe(uuid('messageId'), v.brand('MessageId'))
export const fileIdSchema = v.pipe(uuid('fileId'), v.brand('FileId'))
export const employeeIdSchema = v.pipe(uuid('employeeId'), v.brand('EmployeeId'))
export const baseIdSchema = v.pipe(uuid('baseId'), v.brand('BaseId'))
export const groupIdSchema = v.pipe(uuid('groupId'), v.brand('GroupId'))
export const quickReplyIdSchema = v.pipe(uuid('quickReplyId'), v.brand('QuickReplyId'))

export type ChannelId = v.InferOutput<typeof channelIdSchema>
export type ContactId = v.InferOutput<typeof contactIdSchema>
export type ConversationId = v.InferOutput<typeof conversationIdSchema>
/** Of a reply: the one id from the click to WhatsApp; the command's id and 1C's `outgoingId` are this same value. */
export type MessageId = v.InferOutput<typeof messageIdSchema>
export type FileId = v.InferOutput<typeof fileIdSchema>
export type EmployeeId = v.InferOutput<typeof employeeIdSchema>
export type BaseId = v.InferOutput<typeof baseIdSchema>
export type GroupId = v.InferOutput<typeof groupIdSchema>
export type QuickReplyId = v.InferOutput<typeof quickReplyIdSchema>

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export const instantSchema = v.pipe(v.number(), v.integer(), v.minValue(0))
export type Instant = v.InferOutput<typeof instantSchema>

/** A journal number. Grows with every commit; gaps are normal for a reader who may not see everything. 0 = before the first. */
export const cursorSchema = v.pipe(v.number(), v.integer(), v.minValue(0))
export type Cursor = v.InferOutput<typeof cursorSchema>

/** How many ids one millisecond has room for: the 12 bits that RFC 9562 leaves to a counter. */
const idsPerMillisecond = 0x1000

/**
 * A UUIDv7 from a time, a counter and 8 random bytes (all passed in, so that tests decide them).
 * @param now milliseconds since 1970; @param counter below 4096; @param random at least 8 bytes.
 */
export function uuidV7(now: Instant, counter: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16)
  for (let index = 0; index < 6; index += 1) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) & 0xff
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes.set(random.subarray(0, 8), 8)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A maker of ids for one kind: `newId(messageIdSchema)`. Works in Node and in the browser. */
export type NewId = <T>(schema: v.GenericSchema<string, T>) => T

/** The real maker of ids, given a clock. What it makes later sorts later, also within a millisecond and when the clock is set back. */
export function createNewId(now: () => Instant): NewId {
  let last = 0
  let counter = 0
  return (schema) => {
    const time = Math.max(now(), last)
    counter = time === last ? counter + 1 : 0
    last = counter < idsPerMillisecond ? time : time + 1
    counter %= idsPerMillisecond
    return v.parse(schema, uuidV7(last, counter, crypto.getRandomValues(new Uint8Array(8))))
  }
}

import * as v from 'valibot'
import { conversationStateSchema } from '../../shared/conversation.ts'
import { channelIdSchema, conversationIdSchema, fileIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { longestText } from '../../shared/message.ts'
import { onecTimeSchema } from './onec-time.ts'
import { errorForOnecSchema } from './packet-result.ts'

/** 1C's numbers are exact up to 15 digits. */
export const onecCursorSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10 ** 15 - 1))
export const onecTextSchema = v.pipe(v.string(), v.maxLength(longestText))

/** What 1C needs to know before it fetches the bytes by GET /onec/v1/files/{fileId}. */
export const onecFileSchema = v.object({
  fileId: fileIdSchema,
  name: v.string(),
  mime: v.string(),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Lower-case hex. */
  sha256: v.string(),
})

const event = <const Type extends string, Entries extends v.ObjectEntries>(type: Type, entries: Entries) =>
  v.object({
    /** The relay's journal number. */
    seq: onecCursorSchema,
    type: v.literal(type),
    /** When it happened: for a message, when it was written. */
    at: onecTimeSchema,
    ...entries,
  })

/** A message that 1C need not decide about: the client's, one typed on the corporate phone, or a reply that went without 1C. */
export const onecMessageSchema = event('message', {
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  phone: v.optional(v.string()),
  contactName: v.optional(v.string()),
  text: v.optional(onecTextSchema),
  file: v.optional(onecFileSchema),
  quotedMessageId: v.optional(messageIdSchema),
  /** Typed on the corporate phone: it went out. */
  fromPhone: v.optional(v.literal(true)),
  /** Who wrote it in the extension: it went out. Of zeros: nobody, it left by itself. */
  userId: v.optional(v.string()),
})

/** An employee's reply that waits for 1C: let go by an Outgoing with `outgoingId` = `commandId`, stopped by `refused`. */
export const onecReplyCommandSchema = event('replyCommand', {
  commandId: messageIdSchema,
  conversationId: conversationIdSchema,
  userId: v.string(),
  text: v.optional(onecTextSchema),
  file: v.optional(onecFileSchema),
  quotedMessageId: v.optional(messageIdSchema),
})

/** How far a message of ours has come with the client. */
export const onecStatusEventSchema = event('status', {
  outgoingId: messageIdSchema,
  messageId: v.optional(messageIdSchema),
  status: v.picklist(['sent', 'delivered', 'read', 'played', 'failed']),
  /** With `failed`. */
  error: v.optional(errorForOnecSchema),
})

/** A message says something else now, or was deleted for everyone. */
export const onecMessageChangedSchema = event('messageChanged', {
  messageId: messageIdSchema,
  text: v.optional(onecTextSchema),
  deleted: v.optional(v.literal(true)),
})

/** Two contacts have turned out to be one person: what 1C has of `conversationId` belongs to `intoConversationId`. */
export const onecJoinedSchema = event('joined', {
  conversationId: conversationIdSchema,
  intoConversationId: conversationIdSchema,
  phone: v.optional(v.string()),
})

/** A conversation changed hands or state. */
export const onecConversationSchema = event('conversation', {
  conversationId: conversationIdSchema,
  state: conversationStateSchema,
  /** The owner. */
  userId: v.optional(v.string()),
})

/** Whose phone is this? 1C answers with `clients` in a packet. */
export const onecClientLookupSchema = event('clientLookup', { phone: v.string() })

/** Which documents of this client can be attached? 1C answers with `documents` in a packet. */
export const onecDocumentLookupSchema = event('documentLookup', {
  lookupId: messageIdSchema,
  /** As 1C named it in `clients`. */
  clientRef: v.string(),
  userId: v.string(),
})

/** An employee wants this document sent: 1C answers with an Outgoing with its file and `outgoingId` = `commandId`, or with `refused`. */
export const onecDocumentRequestSchema = event('documentRequest', {
  commandId: messageIdSchema,
  documentRef: v.string(),
  conversationId: conversationIdSchema,
  userId: v.string(),
})

/** An employee wants a task about this message: 1C answers with an Outgoing of `note: true` and `outgoingId` = `requestId`, or with `refused`. */
export const onecTaskRequestSchema = event('taskRequest', {
  requestId: messageIdSchema,
  conversationId: conversationIdSchema,
  messageId: messageIdSchema,
  text: onecTextSchema,
  userId: v.string(),
})

/** How a number stands with WhatsApp. */
export const onecSessionSchema = event('session', {
  channelId: channelIdSchema,
  state: v.picklist(['connected', 'qr', 'offline']),
})

/** Everything the relay tells 1C of. 1C passes over types that it does not know, so the list may grow within protocol 1. */
export const onecEventSchema = v.variant('type', [
  onecMessageSchema,
  onecReplyCommandSchema,
  onecStatusEventSchema,
  onecMessageChangedSchema,
  onecJoinedSchema,
  onecConversationSchema,
  onecClientLookupSchema,
  onecDocumentLookupSchema,
  onecDocumentRequestSchema,
  onecTaskRequestSchema,
  onecSessionSchema,
])
export type OnecEvent = v.InferOutput<typeof onecEventSchema>
export type OnecFile = v.InferOutput<typeof onecFileSchema>

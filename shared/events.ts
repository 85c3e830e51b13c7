import * as v from 'valibot'
import { channelAlertSchema, channelStatusSchema, pairingCodeSchema, phoneCodeSchema } from './channel-status.ts'
import { conversationSchema } from './conversation.ts'
import { employeeSchema } from './employee.ts'
import {
  baseIdSchema,
  contactIdSchema,
  conversationIdSchema,
  cursorSchema,
  employeeIdSchema,
  groupIdSchema,
  instantSchema,
  messageIdSchema,
} from './ids.ts'
import { messageOriginSchema, messageSchema } from './message.ts'
import { onecDocumentSchema } from './onec-document.ts'
import { onecStatusSchema, onecTroubleSchema } from './onec-status.ts'
import { refusalCodeSchema } from './refusal.ts'
import { stageReachedSchema } from './stage.ts'

/* ---------- Journal events: what happened, numbered, in the order of the commits. Applying one twice changes nothing. ---------- */

/** A message was stored, or an earlier one has changed (its file arrived). Carries the conversation as it was right after. */
export const messageEventSchema = v.object({
  type: v.literal('message'),
  seq: cursorSchema,
  at: instantSchema,
  message: messageSchema,
  conversation: conversationSchema,
  /** False when the message was told of before and has only changed. */
  first: v.boolean(),
  /**
   * With `first: false`: what has changed. `filled`: a `pending` one is readable now. A reader that knows none of this takes the message as it is.
   */
  change: v.optional(
    v.picklist(['file', 'filled', 'edited', 'deleted', 'reaction', 'votes', 'location', 'call', 'hold', 'content']),
  ),
  /** Part of the history that was loaded after pairing: nobody is to be notified. */
  fromHistory: v.optional(v.literal(true)),
})

/** A message of ours has reached a further stage. */
export const stageEventSchema = v.object({
  type: v.literal('stage'),
  seq: cursorSchema,
  at: instantSchema,
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  stage: stageReachedSchema,
  /** Whose message it is. */
  origin: messageOriginSchema,
})

/** A conversation has changed without a new message: opened by an employee, taken, closed. */
export const conversationEventSchema = v.object({
  type: v.literal('conversation'),
  seq: cursorSchema,
  at: instantSchema,
  conversation: conversationSchema,
  /** Whose deed it was; absent when it came about by itself, and from an older relay. */
  by: v.optional(employeeIdSchema),
})

/**
 * Two contacts have turned out to be one person: everything of `from` belongs to `conversation` now. Its messages keep their ids. `from.conversationId` is absent when
 * they had no second conversation on this channel.
 */
export const joinedEventSchema = v.object({
  type: v.literal('joined'),
  seq: cursorSchema,
  at: instantSchema,
  from: v.object({ contactId: contactIdSchema, conversationId: v.optional(conversationIdSchema) }),
  conversation: conversationSchema,
  /** Messages that both conversations had: these ids are gone, each stands under its other one. */
  dropped: v.optional(v.array(messageIdSchema)),
})

export const journalEventSchema = v.variant('type', [
  messageEventSchema,
  stageEventSchema,
  conversationEventSchema,
  joinedEventSchema,
])
/**
 * Told to one reader only: he may not see these any more (taken by a colleague, handed over), and forgets what he has of them. Stands in the place of the journal's event
 * that has brought it about.
 */
export const goneEventSchema = v.object({
  type: v.literal('gone'),
  seq: cursorSchema,
  at: instantSchema,
  conversationIds: v.array(conversationIdSchema),
  /** Whose it is now. */
  takenBy: v.optional(v.string()),
})
/** What a reader is told. */
export const toldEventSchema = v.variant('type', [...journalEventSchema.options, goneEventSchema])
export type GoneEvent = v.InferOutput<typeof goneEventSchema>
export type ToldEvent = v.InferOutput<typeof toldEventSchema>
export type MessageEvent = v.InferOutput<typeof messageEventSchema>
export type StageEvent = v.InferOutput<typeof stageEventSchema>
export type JoinedEvent = v.InferOutput<typeof joinedEventSchema>
export type ConversationEvent = v.InferOutput<typeof conversationEventSchema>
export type JournalEvent = v.InferOutput<typeof journalEventSchema>

/* ---------- Frames that the relay sends on the live connection ---------- */

/** Sent by the relay first, in answer to `hello`. */
export const welcomeFrameSchema = v.object({
  type: v.literal('welcome'),
  protocol: v.literal(1),
  /** The newest journal number when this was written. */
  cursor: cursorSchema,
  /** The given cursor is older than the journal reaches (or the journal is another one): fetch a snapshot, then say hello again. */
  snapshotNeeded: v.boolean(),
  employee: employeeSchema,
  channels: v.array(channelStatusSchema),
  onec: onecStatusSchema,
  /** The largest file that it takes, in bytes. A relay before 0.2 does not say. */
  largestFile: v.optional(v.number()),
})
/** Sent by the relay after the welcome: everything after the reader's cursor that he may see, in order, without gaps; then live. */
export const eventsFrameSchema = v.object({
  type: v.literal('events'),
  events: v.array(toldEventSchema),
  /** Up to where the reader now knows everything, also past events that he may not see. */
  cursor: cursorSchema,
})
/** Sent by the relay when a channel's state changes. */
export const channelFrameSchema = v.object({ type: v.literal('channel'), channel: channelStatusSchema })
/** Sent by the relay to administrators while a channel waits for a scan; `code` is absent when there is none to show any more. */
export const pairingFrameSchema = v.object({
  type: v.literal('pairing'),
  channelId: channelStatusSchema.entries.channelId,
  code: v.optional(pairingCodeSchema),
  /** Instead of `code` when the phone is linked by its number. */
  phoneCode: v.optional(phoneCodeSchema),
})
/** Sent by the relay while a file of ours is being uploaded to WhatsApp; the last one has `sent` = `total`. */
export const uploadFrameSchema = v.object({
  type: v.literal('upload'),
  messageId: messageIdSchema,
  conversationId: conversationIdSchema,
  /** Bytes. */
  sent: v.number(),
  total: v.number(),
})
/** Sent by the relay to administrators after the welcome and at each change: all that is wrong with numbers now. An empty list: all is well again. */
export const alertsFrameSchema = v.object({ type: v.literal('alerts'), alerts: v.array(channelAlertSchema) })
/** What administrators are told of a base without asking. */
export const onecAlertSchema = v.object({ baseId: baseIdSchema, name: v.string(), trouble: onecTroubleSchema })
export type OnecAlert = v.InferOutput<typeof onecAlertSchema>
/** Sent by the relay to administrators after the welcome and at each change: all that is wrong with 1C bases now. An empty list: all is well again. */
export const onecAlertsFrameSchema = v.object({ type: v.literal('onecAlerts'), alerts: v.array(onecAlertSchema) })
/** Sent by the relay when numbers were added, renamed, ordered, set up differently or removed. */
export const channelsFrameSchema = v.object({ type: v.literal('channels'), channels: v.array(channelStatusSchema) })
/** Sent by the relay when the exchange with 1C begins, falls silent, or is set up differently. */
export const onecFrameSchema = v.object({ type: v.literal('onec'), onec: onecStatusSchema })
/** Sent by the relay to the employee who has asked for a client's documents: 1C's list. GET /document-lookups/{id} answers the same later. */
export const documentsFrameSchema = v.object({
  type: v.literal('documents'),
  lookupId: messageIdSchema,
  documents: v.array(onecDocumentSchema),
})
/** Sent by the relay when this employee's own rights have changed. */
export const employeeFrameSchema = v.object({ type: v.literal('employee'), employee: employeeSchema })
/** A colleague: as much of an employee as all others may know. */
export const colleagueSchema = v.object({ id: employeeIdSchema, name: v.string(), mayReply: v.boolean() })
export type Colleague = v.InferOutput<typeof colleagueSchema>
/** Sent by the relay after the welcome and at each change: who works here, to whom can be handed over, and after how long a waiting client is an alarm. */
export const officeFrameSchema = v.object({
  type: v.literal('office'),
  colleagues: v.array(colleagueSchema),
  groups: v.array(v.object({ id: groupIdSchema, name: v.string() })),
  /** `null`: never. */
  alertOthersAfterMinutes: v.nullable(v.number()),
  alertSupervisorsAfterMinutes: v.nullable(v.number()),
})
export type OfficeFrame = v.InferOutput<typeof officeFrameSchema>
/** Sent by the relay to those who see the conversation: a colleague is writing in it. Counts for six seconds. */
export const typingFrameSchema = v.object({
  type: v.literal('typing'),
  conversationId: conversationIdSchema,
  employeeId: employeeIdSchema,
})
/** Sent by the relay in answer to `ping`. */
export const pongFrameSchema = v.object({ type: v.literal('pong') })
/** Sent by the relay right before it closes the connection: 1C or the administrator took the access away, the version does not fit. */
export const refusedFrameSchema = v.object({
  type: v.literal('refused'),
  code: refusalCodeSchema,
  message: v.string(),
  /** With `protocolMismatch`: what the relay speaks. */
  supported: v.optional(v.array(v.number())),
})

export const relayFrameSchema = v.variant('type', [
  welcomeFrameSchema,
  eventsFrameSchema,
  channelFrameSchema,
  channelsFrameSchema,
  pairingFrameSchema,
  uploadFrameSchema,
  alertsFrameSchema,
  onecAlertsFrameSchema,
  onecFrameSchema,
  documentsFrameSchema,
  employeeFrameSchema,
  officeFrameSchema,
  typingFrameSchema,
  pongFrameSchema,
  refusedFrameSchema,
])
export type RelayFrame = v.InferOutput<typeof relayFrameSchema>
export type WelcomeFrame = v.InferOutput<typeof welcomeFrameSchema>

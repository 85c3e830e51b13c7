import * as v from 'valibot'
import { channelStatusSchema, pairingCodeSchema } from './channel-status.ts'
import { conversationSchema } from './conversation.ts'
import { employeeSchema } from './employee.ts'
import { conversationIdSchema, cursorSchema, instantSchema, messageIdSchema } from './ids.ts'
import { messageOriginSchema, messageSchema } from './message.ts'
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
  /** False when the message was told of before and has only changed: its file has arrived or is gone. */
  first: v.boolean(),
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
})

export const journalEventSchema = v.variant('type', [messageEventSchema, stageEventSchema, conversationEventSchema])
export type MessageEvent = v.InferOutput<typeof messageEventSchema>
export type StageEvent = v.InferOutput<typeof stageEventSchema>
export type ConversationEvent = v.InferOutput<typeof conversationEventSchema>
export type JournalEvent = v.InferOutput<typeof journalEventSchema>

/* ---------- Frames that the relay sends on the live connection ---------- */

/** How the exchange with 1C goes, for the strip under a waiting reply. */
export const onecStatusSchema = v.object({
  /** `none`: no base is linked; `silent`: 1C has not been heard of for longer than it should. */
  state: v.picklist(['none', 'inTouch', 'silent']),
  /** Whether replies go through 1C or leave at once. */
  replyRoute: v.picklist(['through1c', 'direct']),
  /** When 1C was last heard of. */
  lastExchangeAt: v.optional(instantSchema),
})
export type OnecStatus = v.InferOutput<typeof onecStatusSchema>

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
})
/** Sent by the relay after the welcome: everything after the reader's cursor that he may see, in order, without gaps; then live. */
export const eventsFrameSchema = v.object({
  type: v.literal('events'),
  events: v.array(journalEventSchema),
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
})
/** Sent by the relay when the exchange with 1C begins, falls silent, or is set up differently. */
export const onecFrameSchema = v.object({ type: v.literal('onec'), onec: onecStatusSchema })
/** Sent by the relay when this employee's own rights have changed. */
export const employeeFrameSchema = v.object({ type: v.literal('employee'), employee: employeeSchema })
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
  pairingFrameSchema,
  onecFrameSchema,
  employeeFrameSchema,
  pongFrameSchema,
  refusedFrameSchema,
])
export type RelayFrame = v.InferOutput<typeof relayFrameSchema>
export type WelcomeFrame = v.InferOutput<typeof welcomeFrameSchema>

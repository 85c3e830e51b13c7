import * as v from 'valibot'
import { channelAlertSchema, channelStatusSchema, pairingCodeSchema, phoneCodeSchema } from './channel-status.ts'
import { settingsForOnecSchema } from './commands.ts'
import { conversationSchema } from './conversation.ts'
import { employeeSchema } from './employee.ts'
import {
  baseIdSchema,
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  cursorSchema,
  instantSchema,
  messageIdSchema,
} from './ids.ts'
import { messageOriginSchema, messageSchema } from './message.ts'
import { onecDocumentSchema } from './onec-document.ts'
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
export type MessageEvent = v.InferOutput<typeof messageEventSchema>
export type StageEvent = v.InferOutput<typeof stageEventSchema>
export type JoinedEvent = v.InferOutput<typeof joinedEventSchema>
export type ConversationEvent = v.InferOutput<typeof conversationEventSchema>
export type JournalEvent = v.InferOutput<typeof journalEventSchema>

/* ---------- Frames that the relay sends on the live connection ---------- */

/**
 * What is wrong with a base, as far as the relay can know. A closed list; the extension has a sentence for each, and what to do.
 * `neverCame`: linked and never heard of; `missedRuns`: its job has stopped coming; `jobsBlocked`: scheduled jobs are blocked in the cluster or the base;
 * `jobOff`: its own job is switched off; `syncOff`: the exchange is switched off in 1C's settings; `isCopy`: a copy of the base, which keeps silent;
 * `noLicence`, `publication`, `wrongLogin`, `noRole`, `certificate`, `unreachable`, `serverError`: what calling the base came to.
 */
export const onecTroubles = [
  'neverCame',
  'missedRuns',
  'jobsBlocked',
  'jobOff',
  'syncOff',
  'isCopy',
  'noLicence',
  'publication',
  'wrongLogin',
  'noRole',
  'certificate',
  'unreachable',
  'serverError',
] as const
export const onecTroubleSchema = v.picklist(onecTroubles)
export type OnecTrouble = v.InferOutput<typeof onecTroubleSchema>

/** One base in the status. */
export const onecBaseSchema = v.object({
  id: baseIdSchema,
  name: v.string(),
  /** Where people open it in the browser. */
  webAddress: v.optional(v.string()),
  /** The numbers about whose replies it decides. */
  channels: v.optional(v.array(channelIdSchema)),
  /** Of the templates that it has given: with another one GET /templates answers otherwise. */
  templatesRevision: v.optional(v.string()),
  state: v.optional(v.picklist(['inTouch', 'silent'])),
  lastExchangeAt: v.optional(instantSchema),
  trouble: v.optional(onecTroubleSchema),
})
export type OnecBase = v.InferOutput<typeof onecBaseSchema>

/** How the exchange with 1C goes, for the strip under a waiting reply. */
export const onecStatusSchema = v.object({
  /** `none`: no base is linked; `silent`: 1C has not been heard of for longer than it should. */
  state: v.picklist(['none', 'inTouch', 'silent']),
  /** Whether replies go through 1C or leave at once. */
  replyRoute: v.picklist(['through1c', 'direct']),
  /** When 1C was last heard of. */
  lastExchangeAt: v.optional(instantSchema),
  /** When its job should run next, as it was when this was told; later ones follow from `schedule`. */
  nextRunAt: v.optional(instantSchema),
  /** When replies leave, in the time of `timeZone`. Absent while synchronising is off. */
  schedule: v.optional(settingsForOnecSchema.entries.schedule),
  /** The office's, like Europe/Moscow. */
  timeZone: v.optional(v.string()),
  /** A waiting reply leaves without a silent 1C after so long; absent: never. */
  withoutOnecAfterMinutes: v.optional(v.number()),
  /** Why it is silent, as far as that can be known: the first of all bases. */
  trouble: v.optional(onecTroubleSchema),
  /** Each base; cards and tasks open in them. */
  bases: v.optional(v.array(onecBaseSchema)),
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
  pongFrameSchema,
  refusedFrameSchema,
])
export type RelayFrame = v.InferOutput<typeof relayFrameSchema>
export type WelcomeFrame = v.InferOutput<typeof welcomeFrameSchema>

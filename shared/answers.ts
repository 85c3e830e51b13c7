import * as v from 'valibot'
import { channelSettingsSchema } from './channel-settings.ts'
import { channelStatusSchema } from './channel-status.ts'
import { conversationSchema } from './conversation.ts'
import { badUserFaultSchema, employeeSchema, revokedBecauseSchema } from './employee.ts'
import { toldEventSchema } from './events.ts'
import { baseIdSchema, channelIdSchema, cursorSchema, instantSchema } from './ids.ts'
import { messageFileSchema, messageSchema } from './message.ts'
import { onecDocumentSchema } from './onec-document.ts'
import { onecTroubleSchema } from './onec-status.ts'
import { pushFailureSchema } from './push-failure.ts'
import { templateSchema } from './template.ts'

/** Answer of POST /setup and /sign-in. The token is shown once; the relay keeps only its hash. */
export const signedInSchema = v.object({ token: v.string(), employee: employeeSchema })
export type SignedIn = v.InferOutput<typeof signedInSchema>

/**
 * Answer of GET /snapshot: conversations by last message, newest first, each with its last messages (oldest first).
 * `cursor` is that of the first page's moment: a reader sets it as his own once all pages are applied.
 */
export const snapshotSchema = v.object({
  cursor: cursorSchema,
  conversations: v.array(v.object({ conversation: conversationSchema, messages: v.array(messageSchema) })),
  /** Give it as `?page=` for the next page; absent on the last. */
  nextPage: v.optional(v.string()),
})
export type Snapshot = v.InferOutput<typeof snapshotSchema>

/** Answer of GET /changes?after=cursor. `snapshotNeeded`: the cursor is too old; `events` is empty then. */
export const changesSchema = v.object({
  events: v.array(toldEventSchema),
  cursor: cursorSchema,
  more: v.boolean(),
  snapshotNeeded: v.boolean(),
})
export type Changes = v.InferOutput<typeof changesSchema>

/** Answer of GET /conversations/{id}/messages: those at the end, or before, after or around a message; oldest first. */
export const messagesPageSchema = v.object({
  messages: v.array(messageSchema),
  /** Whether there are older ones. With `after=` there are: the message that was named. */
  more: v.boolean(),
  /** With `after=` and `around=`: whether there are newer ones. Absent from relays that know neither. */
  newer: v.optional(v.boolean()),
})
export type MessagesPage = v.InferOutput<typeof messagesPageSchema>

/** Answer of POST /replies. `duplicate`: this id was known already; nothing happened a second time. */
export const replyAcceptedSchema = v.object({ message: messageSchema, duplicate: v.boolean() })

/** Answer of PUT /files/{id}. */
export const fileStoredSchema = messageFileSchema

/** Answer of GET and PUT /files/{id}/parts. */
export const fileProgressSchema = v.object({ received: v.number(), isWhole: v.boolean() })
export type FileProgress = v.InferOutput<typeof fileProgressSchema>

/** An employee in the administrator's list. */
export const employeeRowSchema = v.object({
  employee: employeeSchema,
  /** Absent until he has signed in; `revokedAt` when his access was taken away. */
  signedInAt: v.optional(instantSchema),
  revokedAt: v.optional(instantSchema),
  revokedBecause: v.optional(revokedBecauseSchema),
})
export type EmployeeRow = v.InferOutput<typeof employeeRowSchema>

/** A 1C base that employees come from. */
export const employeeSourceSchema = v.object({
  id: baseIdSchema,
  name: v.string(),
  /** Its newest snapshot was not taken: nobody would have been left. */
  refused: v.optional(v.literal(true)),
  /** People of its newest snapshot who could not be taken, and why. */
  notTaken: v.array(v.object({ name: v.string(), fault: badUserFaultSchema })),
})
export type EmployeeSource = v.InferOutput<typeof employeeSourceSchema>

/** Answer of GET /employees. `onecDecides`: 1C is the only source of employees now. `sources`: the bases that have sent any. */
export const employeeListSchema = v.object({
  employees: v.array(employeeRowSchema),
  onecDecides: v.boolean(),
  sources: v.array(employeeSourceSchema),
})
export type EmployeeList = v.InferOutput<typeof employeeListSchema>

/**
 * Answer of GET /sign-in/ways, without a token. `onec`: login and password of 1C, since a base is published. `setUp`: nobody is in
 * yet, the setup code makes the first administrator; absent from older relays.
 */
export const signInWaysSchema = v.object({ onec: v.boolean(), setUp: v.optional(v.boolean()) })
export type SignInWays = v.InferOutput<typeof signInWaysSchema>

/** Answer of POST /employees: the one-time code, shown once. */
export const invitedSchema = v.object({ employee: employeeSchema, code: v.string(), validUntil: instantSchema })
export type Invited = v.InferOutput<typeof invitedSchema>

/** A 1C base in the administrator's list. */
export const baseRowSchema = v.object({
  id: baseIdSchema,
  name: v.string(),
  cursor: cursorSchema,
  lastExchangeAt: v.optional(instantSchema),
  /** Events that 1C has not fetched yet. */
  waitingEvents: v.number(),
  /** What it is for, as the administrator has set it; `null` channels: all that no other base has. */
  channels: v.nullable(v.array(channelIdSchema)),
  webAddress: v.optional(v.string()),
  preferResponsible: v.boolean(),
  /** Whether pushes are signed. */
  signed: v.boolean(),
  trouble: v.optional(onecTroubleSchema),
  /** How many employees, templates and rejected events it has given. */
  employees: v.number(),
  templates: v.number(),
  rejected: v.number(),
  push: v.optional(v.object({ url: v.string(), login: v.string(), lastError: v.optional(pushFailureSchema) })),
})
export type BaseRow = v.InferOutput<typeof baseRowSchema>

/** Answer of POST /bases: the base's token, shown once. */
export const baseLinkedSchema = v.object({ base: baseRowSchema, token: v.string() })

/** Answer of POST /bases/{id}/check: the relay has called the base, unless it is not published (`notCalled`). */
export const baseCheckSchema = v.object({
  base: baseRowSchema,
  outcome: v.picklist(['answers', 'failed', 'notCalled']),
  /** With `failed`. */
  failure: v.optional(pushFailureSchema),
  /** With `answers`: what the base says of its scheduled job; older ones say nothing. */
  job: v.optional(
    v.object({
      enabled: v.boolean(),
      /** Scheduled jobs are blocked in the cluster or the base. */
      blocked: v.boolean(),
      /** The base is a copy, which keeps silent. */
      copy: v.boolean(),
      /** The exchange is switched off in 1C's settings. */
      off: v.boolean(),
      lastRunAt: v.optional(instantSchema),
    }),
  ),
})
export type BaseCheck = v.InferOutput<typeof baseCheckSchema>

/** A number in the administrator's list. A proxy's password is shown as `***`. */
export const channelRowSchema = v.object({ channel: channelStatusSchema, settings: channelSettingsSchema })
export type ChannelRow = v.InferOutput<typeof channelRowSchema>

/** An event that 1C could not apply, in its own words. */
export const rejectedEventSchema = v.object({
  seq: cursorSchema,
  code: v.string(),
  message: v.string(),
  at: instantSchema,
})
export type RejectedEvent = v.InferOutput<typeof rejectedEventSchema>

/** Answer of GET /bases/{id}/rejected: events that 1C could not apply, newest first. */
export const rejectedEventsSchema = v.object({ events: v.array(rejectedEventSchema) })

/** Answer of GET /templates: each base's in its order. */
export const templatesSchema = v.object({ templates: v.array(templateSchema) })

/** Answer of POST /messages/{id}/task: the note that stands in the conversation until 1C has answered, and then says what it answered. */
export const taskAskedSchema = v.object({ note: messageSchema })

/** Answer of GET /document-lookups/{id}. `documents` is absent while 1C has not answered. */
export const documentListSchema = v.object({ documents: v.optional(v.array(onecDocumentSchema)) })

import * as v from 'valibot'
import { channelSettingsSchema } from './channel-settings.ts'
import { channelStatusSchema } from './channel-status.ts'
import { conversationSchema } from './conversation.ts'
import { employeeSchema } from './employee.ts'
import { journalEventSchema } from './events.ts'
import { baseIdSchema, cursorSchema, instantSchema } from './ids.ts'
import { messageFileSchema, messageSchema } from './message.ts'
import { pushFailureSchema } from './push-failure.ts'

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
  events: v.array(journalEventSchema),
  cursor: cursorSchema,
  more: v.boolean(),
  snapshotNeeded: v.boolean(),
})
export type Changes = v.InferOutput<typeof changesSchema>

/** Answer of GET /conversations/{id}/messages?before=: older messages, oldest first. */
export const messagesPageSchema = v.object({ messages: v.array(messageSchema), more: v.boolean() })

/** Answer of POST /replies. `duplicate`: this id was known already; nothing happened a second time. */
export const replyAcceptedSchema = v.object({ message: messageSchema, duplicate: v.boolean() })

/** Answer of PUT /files/{id}. */
export const fileStoredSchema = messageFileSchema

/** An employee in the administrator's list. */
export const employeeRowSchema = v.object({
  employee: employeeSchema,
  /** Absent until he has signed in; `revokedAt` when his access was taken away. */
  signedInAt: v.optional(instantSchema),
  revokedAt: v.optional(instantSchema),
})
export type EmployeeRow = v.InferOutput<typeof employeeRowSchema>

/** Answer of POST /employees: the one-time code, shown once. */
export const invitedSchema = v.object({ employee: employeeSchema, code: v.string(), validUntil: instantSchema })

/** A 1C base in the administrator's list. */
export const baseRowSchema = v.object({
  id: baseIdSchema,
  name: v.string(),
  cursor: cursorSchema,
  lastExchangeAt: v.optional(instantSchema),
  /** Events that 1C has not fetched yet. */
  waitingEvents: v.number(),
  push: v.optional(v.object({ url: v.string(), login: v.string(), lastError: v.optional(pushFailureSchema) })),
})
export type BaseRow = v.InferOutput<typeof baseRowSchema>

/** Answer of POST /bases: the base's token, shown once. */
export const baseLinkedSchema = v.object({ base: baseRowSchema, token: v.string() })

/** A number in the administrator's list. A proxy's password is shown as `***`. */
export const channelRowSchema = v.object({ channel: channelStatusSchema, settings: channelSettingsSchema })
export type ChannelRow = v.InferOutput<typeof channelRowSchema>

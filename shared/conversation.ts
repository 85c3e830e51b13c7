import * as v from 'valibot'
import { clientCardSchema } from './client.ts'
import {
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  cursorSchema,
  employeeIdSchema,
  groupIdSchema,
  instantSchema,
  messageIdSchema,
} from './ids.ts'
import { messageKindSchema, messageOriginSchema } from './message.ts'
import { phoneNumberSchema } from './phone-number.ts'
import { stageSchema } from './stage.ts'

/** A person on WhatsApp. `phone` is absent while WhatsApp has told only the LID. */
export const contactSchema = v.object({
  id: contactIdSchema,
  /** The name in 1C, else in WhatsApp; empty when neither is known. */
  name: v.string(),
  /** What he calls himself in WhatsApp, where 1C calls him otherwise. */
  whatsappName: v.optional(v.string()),
  phone: v.optional(phoneNumberSchema),
  /** Its cards in 1C; absent while 1C has not answered, empty when it knows nobody by this phone. */
  clients: v.optional(v.array(clientCardSchema)),
})
export type Contact = v.InferOutput<typeof contactSchema>

export const conversationStateSchema = v.picklist(['queued', 'inWork', 'closed'])
export type ConversationState = v.InferOutput<typeof conversationStateSchema>

export const escalationSchema = v.picklist(['others', 'supervisors'])
export type Escalation = v.InferOutput<typeof escalationSchema>

/** What the list shows of the last message. */
export const lastMessageSchema = v.object({
  id: messageIdSchema,
  origin: messageOriginSchema,
  kind: messageKindSchema,
  /** At most 200 characters of the text. */
  text: v.string(),
  /** Or the title of a document that 1C has yet to print. */
  fileName: v.optional(v.string()),
  stage: v.optional(stageSchema),
})

export const conversationSchema = v.object({
  id: conversationIdSchema,
  channelId: channelIdSchema,
  contact: contactSchema,
  state: conversationStateSchema,
  /** The employee who answered first. */
  ownerId: v.optional(employeeIdSchema),
  /** Employees mentioned in a note: they see and write, but neither close nor hand over. */
  observers: v.optional(v.array(employeeIdSchema)),
  /** Its members are told instead of the whole queue. */
  groupId: v.optional(groupIdSchema),
  /** Nobody has answered for so long that the others, then the supervisors too, are alerted. Ends with an answer. */
  escalation: v.optional(escalationSchema),
  /** When it was closed, while it is. */
  closedAt: v.optional(instantSchema),
  /** The client's messages that nobody has opened yet; of one in work, its owner. */
  unread: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Since when it waits for an answer: since the client wrote, or since an answered one was handed over; absent when the last word is ours. */
  waitingSince: v.optional(instantSchema),
  lastMessage: v.optional(lastMessageSchema),
  lastMessageAt: instantSchema,
  /** The journal number of its last change: an older one never overwrites a newer one. */
  revision: cursorSchema,
})
export type Conversation = v.InferOutput<typeof conversationSchema>
export type LastMessage = v.InferOutput<typeof lastMessageSchema>

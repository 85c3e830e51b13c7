import * as v from 'valibot'
import { conversationIdSchema, employeeIdSchema, fileIdSchema, instantSchema, messageIdSchema } from './ids.ts'
import { stageReachedSchema } from './stage.ts'

/** The longest text of one message, in characters (guides/onec.md 6, rule 9). */
export const longestText = 10_000

/** What a message is. `unsupported` keeps WhatsApp's own word for it in `rawKind`. */
export const messageKindSchema = v.picklist(['text', 'image', 'document', 'unsupported'])
export type MessageKind = v.InferOutput<typeof messageKindSchema>

/** Who wrote it: the client, an employee in the extension, 1C itself, or somebody on the corporate phone («с телефона»). */
export const messageOriginSchema = v.picklist(['client', 'employee', 'onec', 'phone'])
export type MessageOrigin = v.InferOutput<typeof messageOriginSchema>

/** Where the bytes of a file are: being fetched from WhatsApp, in the relay's media store, or not to be had any more. */
export const fileStateSchema = v.picklist(['fetching', 'ready', 'gone'])
export type FileState = v.InferOutput<typeof fileStateSchema>

export const messageFileSchema = v.object({
  id: fileIdSchema,
  /** As shown to people; never used as a path. */
  name: v.string(),
  mime: v.string(),
  /** Bytes. */
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of the bytes, in lower-case hex. */
  sha256: v.string(),
  state: fileStateSchema,
})
export type MessageFile = v.InferOutput<typeof messageFileSchema>

export const messageSchema = v.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  kind: messageKindSchema,
  origin: messageOriginSchema,
  /** WhatsApp's time for the client's messages; the relay's for ours. */
  at: instantSchema,
  /** The text, or the caption of a file. Empty when there is none. */
  text: v.string(),
  file: v.optional(messageFileSchema),
  /** With `origin: employee`. */
  authorId: v.optional(employeeIdSchema),
  quotedMessageId: v.optional(messageIdSchema),
  /** With `kind: unsupported`. */
  rawKind: v.optional(v.string()),
  /** Stages reached so far, oldest first. Empty for what the client wrote. */
  stages: v.array(stageReachedSchema),
})
export type Message = v.InferOutput<typeof messageSchema>

/** Whether we, not the client, wrote it. */
export const isOurs = (message: Pick<Message, 'origin'>): boolean => message.origin !== 'client'

/** The stage a message of ours has reached last; `undefined` for the client's. */
export const currentStage = (message: Message) => message.stages.at(-1)

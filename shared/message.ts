import * as v from 'valibot'
import { handOverTargetSchema } from './hand-over-target.ts'
import {
  baseIdSchema,
  conversationIdSchema,
  employeeIdSchema,
  fileIdSchema,
  instantSchema,
  messageIdSchema,
} from './ids.ts'
import { holdReasonSchema, stageReachedSchema } from './stage.ts'

/** The longest text of one message, in characters (guides/onec.md 6, rule 9). */
export const longestText = 10_000

/**
 * What a message is. `viewOnce` is one that only the phone may open; `pending` one that could not be decrypted yet («Ожидание этого сообщения…»)
 * and becomes what it is under the same id; `unsupported` keeps WhatsApp's own word for it in `rawKind`.
 */
export const messageKinds = [
  'text',
  'image',
  'video',
  'gif',
  'voice',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'poll',
  'call',
  'viewOnce',
  'note',
  'pending',
  'unsupported',
] as const
export const messageKindSchema = v.picklist(messageKinds)
export type MessageKind = v.InferOutput<typeof messageKindSchema>

/** Who wrote it: the client, an employee in the extension, 1C itself, somebody on the corporate phone («с телефона»), or the relay (an automatic text). */
export const messageOriginSchema = v.picklist(['client', 'employee', 'onec', 'phone', 'automatic'])
export type MessageOrigin = v.InferOutput<typeof messageOriginSchema>

/** Where the bytes of a file are: being fetched from WhatsApp, in the relay's media store, or not to be had any more. */
export const fileStateSchema = v.picklist(['fetching', 'ready', 'gone'])
export type FileState = v.InferOutput<typeof fileStateSchema>

/**
 * Why a file is not there. `expired`: neither WhatsApp nor the client's phone has it any more; `tooLarge`: above the relay's limit; `damaged`: other bytes
 * than the sender stated; `forgotten`: dropped here after the time or quota that the administrator has set.
 */
export const fileTroubles = ['expired', 'tooLarge', 'damaged', 'forgotten'] as const
export const fileTroubleSchema = v.picklist(fileTroubles)
export type FileTrouble = v.InferOutput<typeof fileTroubleSchema>

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
  /** With `gone`. */
  trouble: v.optional(fileTroubleSchema),
  /** Of a picture or a video, in pixels, so that its place is there before it is. */
  width: v.optional(v.number()),
  height: v.optional(v.number()),
  /** Whether GET /api/v1/files/{id}/thumbnail has a small JPEG of it. */
  thumbnail: v.optional(v.boolean()),
})
export type MessageFile = v.InferOutput<typeof messageFileSchema>

/** What only some kinds have; and what became of a message after it was written. */
export const messageDetailsSchema = v.object({
  /** With `location`. `live`: it moves until `until`, and stood here at `movedAt`. */
  location: v.optional(
    v.object({
      latitude: v.number(),
      longitude: v.number(),
      name: v.optional(v.string()),
      address: v.optional(v.string()),
      live: v.optional(v.object({ movedAt: instantSchema, until: v.optional(instantSchema) })),
    }),
  ),
  /** With `contacts`: people whose cards were sent. Phones as they stand in the card. */
  contacts: v.optional(
    v.array(v.object({ name: v.string(), organization: v.optional(v.string()), phones: v.array(v.string()) })),
  ),
  /** With `poll`. `votes` as far as they could be read. */
  poll: v.optional(
    v.object({
      question: v.string(),
      multiple: v.boolean(),
      options: v.array(v.object({ text: v.string(), votes: v.number() })),
    }),
  ),
  /** With `call`. `onPhone`: somebody took it on the corporate phone. */
  call: v.optional(
    v.object({
      video: v.boolean(),
      outcome: v.picklist(['ringing', 'missed', 'onPhone', 'declined']),
      seconds: v.optional(v.number()),
    }),
  ),
  /** With `voice`, `audio`, `video` and `gif`. `waveform`: up to 64 heights from 0 to 100. */
  playback: v.optional(v.object({ seconds: v.number(), waveform: v.optional(v.array(v.number())) })),
  /** With `note`, a comment that the client never sees. `url`: where it leads, like the task in 1C. */
  note: v.optional(
    v.object({
      url: v.optional(v.string()),
      baseId: v.optional(baseIdSchema),
      /** An employee wants a task made in 1C of the quoted message: asked for, made (the text is 1C's), or refused with 1C's reason. */
      task: v.optional(v.object({ state: v.picklist(['asked', 'made', 'refused']), reason: v.optional(v.string()) })),
      /** Its author has handed the conversation over; the text is his comment, or empty. */
      handedOver: v.optional(handOverTargetSchema),
      /** Who is meant by it: told of it, and observers from then on. */
      mentions: v.optional(v.array(employeeIdSchema)),
    }),
  ),
  /** An employee asked 1C for the print form of this document; the file comes with 1C's word. */
  document: v.optional(v.object({ documentRef: v.string(), title: v.string() })),
  /** It was sent to be seen once; employees may see it as often as it is here. */
  viewOnce: v.optional(v.literal(true)),
  forwarded: v.optional(v.literal(true)),
  /** At most one of each side. */
  reactions: v.optional(v.array(v.object({ emoji: v.string(), fromUs: v.boolean(), at: instantSchema }))),
  /** It was edited: what it said before, oldest first. */
  edited: v.optional(
    v.object({ at: instantSchema, earlier: v.array(v.object({ text: v.string(), at: instantSchema })) }),
  ),
  /** It was deleted for everyone; what it said stays visible to employees. */
  deleted: v.optional(v.object({ at: instantSchema, fromUs: v.boolean() })),
})
export type MessageDetails = v.InferOutput<typeof messageDetailsSchema>

/** Why a message of ours has not left yet, when it is more than a moment. */
export const holdSchema = v.object({
  reason: holdReasonSchema,
  /** When it will be tried next, as far as that is known. */
  until: v.optional(instantSchema),
})
export type Hold = v.InferOutput<typeof holdSchema>

export const messageSchema = v.object({
  ...messageDetailsSchema.entries,
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
  hold: v.optional(holdSchema),
})
export type Message = v.InferOutput<typeof messageSchema>

/** Whether we, not the client, wrote it. */
export const isOurs = (message: Pick<Message, 'origin'>): boolean => message.origin !== 'client'

/** The stage a message of ours has reached last; `undefined` for the client's. */
export const currentStage = (message: Message) => message.stages.at(-1)

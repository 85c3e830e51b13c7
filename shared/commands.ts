import * as v from 'valibot'
import { channelSettingsSchema } from './channel-settings.ts'
import { rightSchema } from './employee.ts'
import {
  baseIdSchema,
  channelIdSchema,
  conversationIdSchema,
  cursorSchema,
  fileIdSchema,
  messageIdSchema,
} from './ids.ts'
import { longestText } from './message.ts'

/* ---------- Frames that the extension sends on the live connection ---------- */

/** Sent by the extension first. `cursor` is how far it has applied; absent in an empty database. */
export const helloFrameSchema = v.object({
  type: v.literal('hello'),
  protocol: v.number(),
  token: v.string(),
  cursor: v.optional(cursorSchema),
})
/** Sent by the extension every 20 s; keeps Chrome's worker awake and shows a dead line. */
export const pingFrameSchema = v.object({ type: v.literal('ping') })
/** Sent by the extension at most every three seconds while its employee writes in a conversation. */
export const writingFrameSchema = v.object({ type: v.literal('writing'), conversationId: conversationIdSchema })
export const extensionFrameSchema = v.variant('type', [helloFrameSchema, pingFrameSchema, writingFrameSchema])
export type ExtensionFrame = v.InferOutput<typeof extensionFrameSchema>

/* ---------- Bodies of the commands over HTTP ---------- */

const oneTimeCode = v.pipe(
  v.string(),
  v.trim(),
  v.toUpperCase(),
  v.regex(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2,5}$/, 'code: groups of four joined by dashes are wanted'),
)
/** POST /api/v1/sign-in/onec — login and password of a published 1C base. 1C checks them; they are kept nowhere. */
export const signInWithOnecSchema = v.object({
  login: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  password: v.pipe(v.string(), v.maxLength(200)),
})
const personName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))

/** POST /api/v1/setup — makes the first administrator with the setup code that the relay's first start printed. */
export const setUpSchema = v.object({ code: oneTimeCode, name: personName })
export type SetUp = v.InferOutput<typeof setUpSchema>

/** POST /api/v1/sign-in — an employee turns his invitation code into a token. A code works once. */
export const signInSchema = v.object({ code: oneTimeCode })
export type SignIn = v.InferOutput<typeof signInSchema>

/** Up to 64 heights from 0 to 100. */
const waveform = v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(100))), v.maxLength(64))
const contactCard = v.object({
  name: personName,
  organization: v.optional(v.pipe(v.string(), v.maxLength(200))),
  phones: v.pipe(
    v.array(v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(40))),
    v.minLength(1),
    v.maxLength(10),
  ),
})
/** WhatsApp's own limit for an option is 100 characters, for the question 255. */
const pollText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255))

/** POST /api/v1/replies — an employee's reply. Repeating it with the same id changes nothing and gives the same answer. */
export const replySchema = v.pipe(
  v.object({
    id: messageIdSchema,
    conversationId: conversationIdSchema,
    text: v.optional(v.pipe(v.string(), v.maxLength(longestText)), ''),
    /** Uploaded before by PUT /api/v1/files/{id}. */
    fileId: v.optional(fileIdSchema),
    quotedMessageId: v.optional(messageIdSchema),
    /** The file is a voice message recorded here. */
    voice: v.optional(v.object({ seconds: v.pipe(v.number(), v.minValue(0)), waveform: waveform })),
    /** As what the file is to leave, when it could leave as something else too: a WebP as a sticker, an MP4 as a GIF. */
    as: v.optional(v.picklist(['sticker', 'gif'])),
    place: v.optional(
      v.object({
        latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
        longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
        name: v.optional(v.pipe(v.string(), v.maxLength(200))),
        address: v.optional(v.pipe(v.string(), v.maxLength(500))),
      }),
    ),
    /** Cards of people. */
    contacts: v.optional(v.pipe(v.array(contactCard), v.minLength(1), v.maxLength(50))),
    poll: v.optional(
      v.object({
        question: pollText,
        multiple: v.boolean(),
        options: v.pipe(v.array(pollText), v.minLength(2), v.maxLength(12)),
      }),
    ),
    /** Ask 1C for the print form of this document; it comes with 1C's word. */
    document: v.optional(
      v.object({
        documentRef: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
        title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
      }),
    ),
  }),
  v.check(
    ({ text, fileId, place, contacts, poll, document }) =>
      [fileId, place, contacts, poll, document].filter((each) => each !== undefined).length <= 1 &&
      (text.trim() !== '' || [fileId, place, contacts, poll, document].some((each) => each !== undefined)),
    'reply: a text, or one of file, place, contacts, poll and document is wanted',
  ),
)
export type Reply = v.InferOutput<typeof replySchema>

/** PUT /api/v1/messages/{id}/reaction — our reaction to a message; an empty one takes it back. */
export const reactionSchema = v.object({ emoji: v.pipe(v.string(), v.maxLength(32)) })
/** PUT /api/v1/messages/{id}/text — edits a message of ours, within 15 minutes of its sending. */
export const editSchema = v.object({ text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestText)) })
/* DELETE /api/v1/messages/{id} — deletes a message of ours for everyone, within two days of its sending. */

/** POST /api/v1/conversations — opens the conversation with a phone, typed by a person in any usual form. */
export const openConversationSchema = v.object({ channelId: channelIdSchema, phone: v.pipe(v.string(), v.trim()) })

const channelTitle = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))
/** POST /api/v1/channels — adds a number. */
export const addChannelSchema = v.object({ title: channelTitle })
/** PATCH /api/v1/channels/{id} — names it, moves it to a place in the list (0 = first), sets it up. */
export const channelChangeSchema = v.partial(
  v.object({ title: channelTitle, position: v.number(), settings: v.partial(channelSettingsSchema) }),
)
export type ChannelChange = v.InferOutput<typeof channelChangeSchema>
/** POST /api/v1/channels/{id}/pairing — codes to scan; with `phone`, one code to type on that phone. */
export const startPairingSchema = v.object({ phone: v.optional(v.pipe(v.string(), v.trim())) })
/** POST /api/v1/channels/{id}/other-number — the answer to the question in the state `otherNumber`. */
export const otherNumberSchema = v.object({ keep: v.picklist(['former', 'new']) })
export type KeptNumber = v.InferOutput<typeof otherNumberSchema>['keep']

/** POST /api/v1/employees — the administrator invites an employee; the answer holds the one-time code. */
export const inviteSchema = v.object({
  name: personName,
  rights: v.pipe(v.array(rightSchema), v.minLength(1)),
  inQueue: v.optional(v.boolean(), true),
})
export type Invite = v.InferOutput<typeof inviteSchema>

/** PATCH /api/v1/employees/{id} — the administrator changes rights or the queue. */
export const employeeChangeSchema = v.partial(v.object({ rights: v.array(rightSchema), inQueue: v.boolean() }))
export type EmployeeChange = v.InferOutput<typeof employeeChangeSchema>

const httpUrl = v.pipe(
  v.string(),
  v.trim(),
  v.url(),
  v.regex(/^https?:\/\//, 'an address beginning with http:// or https:// is wanted'),
)

/** POST /api/v1/bases — links a 1C base; the answer holds its token, shown once. */
export const linkBaseSchema = v.object({ name: personName })
/** PUT /api/v1/bases/{id}/push — where the relay may push to. `null` switches pushing off. */
export const pushTargetSchema = v.nullable(v.object({ url: httpUrl, login: v.string(), password: v.string() }))
export type PushTarget = v.InferOutput<typeof pushTargetSchema>

/** PATCH /api/v1/bases/{id} — names it and says what it is for. What is left out stays. */
export const baseChangeSchema = v.partial(
  v.object({
    name: personName,
    /** The numbers that it decides about; `null`: all that no other base has. */
    channels: v.nullable(v.array(channelIdSchema)),
    /** Where people open it in the browser: cards and tasks open there. `null`: not published. */
    webAddress: v.nullable(httpUrl),
    /** The client's responsible manager becomes the owner of a new conversation. */
    preferResponsible: v.boolean(),
    /** Signs what is pushed (`X-Relay-Signature`); `null`: unsigned. */
    pushSecret: v.nullable(v.pipe(v.string(), v.minLength(16), v.maxLength(200))),
  }),
)
export type BaseChange = v.InferOutput<typeof baseChangeSchema>

/** PUT /api/v1/contacts/{id}/client — which of several cards this person is; `null`: none was chosen. */
export const chooseClientSchema = v.nullable(v.object({ baseId: baseIdSchema, ref: v.string() }))
export type ChosenClient = v.InferOutput<typeof chooseClientSchema>

/** POST /api/v1/messages/{id}/task — «Создать задачу» in 1C about this message. `id` makes a repeat harmless. */
export const taskSchema = v.object({
  id: messageIdSchema,
  text: v.pipe(v.string(), v.trim(), v.maxLength(longestText)),
})
export type TaskCommand = v.InferOutput<typeof taskSchema>

/** POST /api/v1/conversations/{id}/document-lookups — asks 1C for the documents of this client. `id` makes a repeat harmless. */
export const documentLookupSchema = v.object({ id: messageIdSchema })

/** A day. */
export const longestWithoutOnecMinutes = 24 * 60

const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time like 08:00 is wanted'))

/** What 1C is told in every packet: its job obeys it (guides/onec.md 6, `Settings`). */
export const settingsForOnecSchema = v.object({
  syncEnabled: v.boolean(),
  /** `through1c`: 1C approves each reply; `direct`: they leave at once and 1C is told. */
  replyRoute: v.picklist(['through1c', 'direct']),
  schedule: v.object({
    everySeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3600)),
    from: timeOfDay,
    to: timeOfDay,
    /** 1 = Monday … 7 = Sunday. */
    weekdays: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))), v.minLength(1)),
  }),
})
export type SettingsForOnec = v.InferOutput<typeof settingsForOnecSchema>

/** PUT /api/v1/settings/synchronisation — «Синхронизировать сообщения»: whether, when, and by which way replies leave. */
export const synchronisationSchema = v.object({
  ...settingsForOnecSchema.entries,
  /** A reply that 1C has left lying for so long, while it is silent, leaves without it; `null`: never. 1C is not told of this. */
  withoutOnecAfterMinutes: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestWithoutOnecMinutes))),
    null,
  ),
})
export type Synchronisation = v.InferOutput<typeof synchronisationSchema>

/** As the model product ships it: every 15 s, 08:00–21:00, every day. */
export const defaultSynchronisation: Synchronisation = {
  syncEnabled: true,
  replyRoute: 'through1c',
  schedule: { everySeconds: 15, from: '08:00', to: '21:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  withoutOnecAfterMinutes: null,
}

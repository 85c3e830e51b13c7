import * as v from 'valibot'

const number = v.pipe(v.string(), v.nonEmpty())
const bytes = v.pipe(v.string(), v.base64())
const optional = v.optional
const company = number
const kind = v.picklist(['deliveredAt', 'readAt', 'playedAt'])

/** What a stand-in in its own process can be told: POST with a JSON body, `Calls` says what comes back. */
export const CALLS = {
  'phone/scan': v.object({ number, name: optional(v.string()), qr: v.string() }),
  'phone/scan-screenshot': v.object({ number, name: optional(v.string()), png: bytes }),
  'phone/type-code': v.object({ number, name: optional(v.string()), code: v.string() }),
  'phone/unlink': v.object({ number }),
  'phone/type': v.object({ number, to: number, text: v.string() }),
  'phone/edit': v.object({ number, to: number, id: v.string(), text: v.string() }),
  'phone/delete': v.object({ number, to: number, id: v.string() }),
  'phone/react': v.object({ number, to: number, id: v.string(), emoji: v.string(), isOwn: optional(v.boolean()) }),
  'client/join': v.object({
    number,
    name: optional(v.string()),
    addressing: optional(v.picklist(['pn', 'lid'])),
    readsAtOnce: optional(v.boolean()),
  }),
  'client/send-text': v.object({ from: number, company, text: v.string() }),
  'client/send-file': v.object({
    from: number,
    company,
    bytes,
    as: v.picklist(['image', 'document', 'video', 'gif', 'voice', 'sticker']),
    fileName: optional(v.string()),
    mime: optional(v.string()),
    caption: optional(v.string()),
  }),
  /** Any message, as protobuf's own JSON of it: bytes in base64, enums by name. */
  'client/send-content': v.object({ from: number, company, content: v.record(v.string(), v.unknown()) }),
  'client/edit': v.object({ from: number, company, id: v.string(), text: v.string() }),
  'client/delete': v.object({ from: number, company, id: v.string() }),
  'client/react': v.object({ from: number, company, id: v.string(), emoji: v.string() }),
  'client/vote': v.object({ from: number, company, id: v.string(), chosen: v.array(v.string()) }),
  'client/ring': v.object({ from: number, company, video: optional(v.boolean()) }),
  'client/end-call': v.object({ from: number, company, id: v.string(), reason: optional(v.string()) }),
  'client/received': v.object({ number }),
  'client/wait-for-message': v.object({
    number,
    id: optional(v.string()),
    text: optional(v.string()),
    timeoutMs: v.number(),
  }),
  'client/receipts': v.object({ number, id: v.string() }),
  'client/wait-for-receipt': v.object({ number, id: v.string(), kind, timeoutMs: v.number() }),
  'client/read': v.object({ number, id: v.string() }),
  'client/typing': v.object({ number, company, typing: v.boolean() }),
  'companion/drop': v.object({ number }),
  'companion/stream-error': v.object({ number, reason: v.union([v.number(), v.literal('replaced')]) }),
  'companion/refuse-logins': v.object({ number, reason: v.string() }),
  'companion/allow-logins': v.object({ number }),
  'companion/turn-deaf': v.object({ number, answers: v.picklist(['pings', 'nothing']), also: optional(v.number()) }),
  'companion/pause-inbound': v.object({ number }),
  'companion/resume-inbound': v.object({ number }),
  'media/forget-all': v.object({}),
  'push-many': v.object({
    company,
    count: v.number(),
    from: v.array(number),
    perSecond: optional(v.number()),
  }),
  state: v.object({}),
} as const

export type CallName = keyof typeof CALLS
export type Ask<N extends CallName> = v.InferOutput<(typeof CALLS)[N]>

export interface SentAnswer {
  readonly id: string
  readonly sentAt: number
}

/** A received message as it travels: bytes in base64, and how often it arrived. */
export interface ReceivedAnswer {
  readonly id: string
  readonly from: string
  readonly at: number
  readonly kind: string
  readonly deliveries: number
  readonly text?: string
  readonly file?: { readonly base64: string; readonly mime: string; readonly name?: string }
}

export interface StateAnswer {
  readonly phones: readonly {
    readonly number: string
    readonly name: string
    readonly companionState: 'none' | 'pairing' | 'linked' | 'online'
    readonly device: number | null
    /** Stanzas pushed to the companion that have no receipt or ack yet. */
    readonly unsettled: number
  }[]
  readonly clients: readonly { readonly number: string; readonly name: string; readonly received: number }[]
}

export interface Answers {
  'phone/type': SentAnswer
  'client/send-text': SentAnswer
  'client/send-file': SentAnswer
  'client/send-content': SentAnswer
  'client/edit': SentAnswer
  'client/delete': SentAnswer
  'client/react': SentAnswer
  'client/vote': SentAnswer
  'client/ring': { readonly id: string }
  'phone/edit': SentAnswer
  'phone/delete': SentAnswer
  'phone/react': SentAnswer
  'client/received': readonly ReceivedAnswer[]
  'client/wait-for-message': ReceivedAnswer
  'client/receipts': { readonly deliveredAt?: number; readonly readAt?: number; readonly playedAt?: number }
  'push-many': readonly SentAnswer[]
  state: StateAnswer
}

/** Calls that are not in `Answers` answer with nothing. */
export type Answer<N extends CallName> = N extends keyof Answers ? Answers[N] : null

import * as v from 'valibot'
import type { Instant } from '../../shared/ids.ts'
import type { IncomingMessage, Sender } from '../inbox/incoming-message.ts'
import { cleanText } from './incoming/clean-text.ts'
import { addresseeOf } from './jid.ts'

const attribute = v.optional(v.string())

/** Our own mark in a kept envelope: when the stanza came, in milliseconds. */
export const cameAtAttribute = 'came_at'

/** The attributes of a message stanza that matter to us (guide 1.8). */
export const envelopeSchema = v.object({
  id: v.string(),
  from: v.string(),
  /** Seconds since 1970. */
  t: attribute,
  /** The name that the writer has given himself. */
  notify: attribute,
  category: attribute,
  /** Set on what our own other devices have sent: the chat it went to. */
  recipient: attribute,
  sender_pn: attribute,
  sender_lid: attribute,
  recipient_pn: attribute,
  recipient_lid: attribute,
  peer_recipient_pn: attribute,
  peer_recipient_lid: attribute,
  [cameAtAttribute]: attribute,
})
export type Envelope = v.InferOutput<typeof envelopeSchema>

/** Of `<unavailable>` in a message's place: the attributes of the stanza, and which kind of notice it was (`view_once`). */
export const unavailableEnvelopeSchema = v.object({ ...envelopeSchema.entries, unavailable: attribute })

/** Of `<call>`: the attributes of the stanza, and what it holds. */
export const callEnvelopeSchema = v.object({
  ...envelopeSchema.entries,
  caller_pn: attribute,
  call: v.object({
    /** `offer`, `accept`, `terminate`… */
    tag: v.string(),
    /** Of the call; its beginning and its end share it. */
    id: v.pipe(v.string(), v.nonEmpty()),
    /** Who rings. */
    creator: attribute,
    video: v.optional(v.boolean(), false),
    group: v.optional(v.boolean(), false),
    /** Seconds, and why it ended: with `terminate`. */
    duration: attribute,
    reason: attribute,
  }),
})
export type CallEnvelope = v.InferOutput<typeof callEnvelopeSchema>

/** Of `<receipt>`: the attributes of the stanza, and the ids in its list. */
export const receiptEnvelopeSchema = v.object({
  id: v.string(),
  from: v.string(),
  t: attribute,
  type: attribute,
  recipient: attribute,
  ids: v.optional(v.array(v.string()), []),
})
export type ReceiptEnvelope = v.InferOutput<typeof receiptEnvelopeSchema>

type Parties = Pick<IncomingMessage, 'client' | 'origin'> | { ignored: string }

/** Who the conversation is with, and which side wrote. */
export function partiesOf(envelope: Envelope): Parties {
  if (envelope.category === 'peer') return { ignored: 'peer' }
  const { recipient } = envelope
  if (recipient === undefined) {
    return withClient('client', cleanText(envelope.notify), envelope.from, [envelope.sender_pn, envelope.sender_lid])
  }
  if (addresseeKey(recipient) === addresseeKey(envelope.from)) return { ignored: 'noteToSelf' }
  // `notify` is our own name here: the client's is not told.
  return withClient('phone', '', recipient, [
    envelope.recipient_pn,
    envelope.recipient_lid,
    envelope.peer_recipient_pn,
    envelope.peer_recipient_lid,
  ])
}

/** Who rings. WhatsApp names him in the call itself; the stanza may come from the device that took it. */
export function partiesOfCall({ from, call, caller_pn, sender_pn, sender_lid, notify }: CallEnvelope): Parties {
  const { creator = from } = call
  return withClient('client', cleanText(notify), creator, [caller_pn, from, sender_pn, sender_lid])
}

/** The second that WhatsApp tells; `undefined` when it tells none. */
export function secondOf({ t }: { t?: string | undefined }): Instant | undefined {
  const seconds = Number(t)
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined
}

/** When the message was written, as well as it can be told. */
export function instantOf(envelope: Envelope, arrivedOrder: number): Instant {
  const cameAt = Number(envelope.came_at ?? Math.floor(arrivedOrder / 1000))
  const second = secondOf(envelope)
  return second === undefined ? cameAt : momentOf(second, cameAt)
}

/** What comes no later than this has come straight from the client's hand; milliseconds. */
const straight = 10_000

/**
 * WhatsApp tells the second in which a message was written, our replies know the millisecond, and stanzas come a millisecond apart at least.
 * What comes straight stands at the moment at which it came: in its order among the client's own and among our replies. What waited at
 * WhatsApp stands at the end of its second.
 */
export const momentOf = (second: Instant, cameAt: Instant): Instant =>
  cameAt - second <= straight ? Math.max(second, cameAt) : second + 999

function withClient(
  origin: IncomingMessage['origin'],
  name: string,
  jid: string,
  others: readonly (string | undefined)[],
): Parties {
  const main = addresseeOf(jid)
  if (main.kind === 'ignored') return { ignored: main.name }
  const client: Sender = { name }
  for (const addressee of [main, ...others.filter((other) => other !== undefined).map(addresseeOf)]) {
    if (addressee.kind === 'phone') client.phone ??= addressee.phone
    if (addressee.kind === 'lid') client.lid ??= addressee.lid
  }
  return { origin, client }
}

/** The jids under which the client of a message's conversation is named in it. */
export const clientJids = (envelope: Envelope): string[] =>
  [
    envelope.recipient ?? envelope.from,
    ...(envelope.recipient === undefined
      ? [envelope.sender_pn, envelope.sender_lid]
      : [envelope.recipient_pn, envelope.recipient_lid, envelope.peer_recipient_pn, envelope.peer_recipient_lid]),
  ].filter((jid) => jid !== undefined)

const addresseeKey = (jid: string): string => JSON.stringify(addresseeOf(jid))

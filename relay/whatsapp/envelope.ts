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

type Parties = Pick<IncomingMessage, 'client' | 'origin'> | { ignored: string }

/** Who the conversation is with, and which side wrote. */
export function partiesOf(envelope: Envelope): Parties {
  if (envelope.category === 'peer') return { ignored: 'peer' }
  const { recipient } = envelope
  if (recipient === undefined) {
    return withClient('client', cleanText(envelope.notify ?? ''), envelope.from, [
      envelope.sender_pn,
      envelope.sender_lid,
    ])
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

/** When the message was written, as well as it can be told. */
export function instantOf({ t, came_at }: Envelope, arrivedOrder: number): Instant {
  const cameAt = Number(came_at ?? Math.floor(arrivedOrder / 1000))
  const seconds = Number(t)
  return Number.isSafeInteger(seconds) && seconds > 0 ? momentOf(seconds * 1000, cameAt) : cameAt
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

const addresseeKey = (jid: string): string => JSON.stringify(addresseeOf(jid))

import { jidNormalizedUser, proto, unpadRandomMax16 } from '@whiskeysockets/baileys'
import * as v from 'valibot'
import type { ChannelId } from '../../shared/ids.ts'
import type { IncomingChange, IncomingMessage, IncomingNothing, IncomingReceipt } from '../inbox/incoming-message.ts'
import type { Arrival } from '../store/arrivals.ts'
import {
  type CallEnvelope,
  callEnvelopeSchema,
  clientJids,
  type Envelope,
  envelopeSchema,
  instantOf,
  partiesOf,
  partiesOfCall,
  receiptEnvelopeSchema,
  unavailableEnvelopeSchema,
} from './envelope.ts'
import { callNews } from './incoming/call.ts'
import { changeIn } from './incoming/change.ts'
import { contentOf } from './incoming/content.ts'
import { historyNotice } from './incoming/history.ts'
import { ignoredName } from './incoming/ignored.ts'
import { receiptIn } from './incoming/receipt.ts'
import { unwrap } from './incoming/unwrap.ts'

/** An arrival freed of everything that is WhatsApp's; or the name of what it is when it holds nothing for people. */
export type Understood =
  | { message: IncomingMessage }
  | { change: IncomingChange }
  | { receipt: IncomingReceipt }
  /** A notice of a part of the phone's history, as JSON. */
  | { history: string }
  | { ignored: string; nothing?: IncomingNothing }

const withoutEnvelope = { ignored: 'withoutEnvelope' } as const

/**
 * Whatever it is, it becomes something: an arrival that cannot be read must not stop those behind it.
 * @param own the jids of our own account, as far as they are known: votes on our polls are encrypted under one of them.
 */
export function understandArrival(channelId: ChannelId, arrival: Arrival, own: readonly string[] = []): Understood {
  const envelope = parsedJson(arrival.envelope)
  const of = { channelId, arrival, own }
  switch (arrival.what) {
    case 'message':
      return fromEnvelope(envelopeSchema, envelope, (parsed) => messageIn(of, parsed))
    case 'undecryptable':
      return fromEnvelope(envelopeSchema, envelope, (parsed) => placeholder(of, parsed, 'pending'))
    case 'unavailable':
      return fromEnvelope(unavailableEnvelopeSchema, envelope, (parsed) =>
        placeholder(of, parsed, parsed.unavailable?.startsWith('view_once') ? 'viewOnce' : 'pending'),
      )
    case 'call':
      return fromEnvelope(callEnvelopeSchema, envelope, (parsed) => callIn(of, parsed))
    case 'receipt':
      return fromEnvelope(receiptEnvelopeSchema, envelope, (parsed) =>
        receiptIn(channelId, parsed, arrival.arrivedOrder),
      )
    default:
      return arrival.what satisfies never
  }
}

interface Of {
  channelId: ChannelId
  arrival: Arrival
  own: readonly string[]
}

function fromEnvelope<T>(
  schema: v.GenericSchema<unknown, T>,
  envelope: unknown,
  understand: (parsed: T) => Understood,
): Understood {
  const parsed = v.safeParse(schema, envelope)
  return parsed.success ? understand(parsed.output) : withoutEnvelope
}

function messageIn({ channelId, arrival, own }: Of, envelope: Envelope): Understood {
  const decoded = decode(arrival.plaintext)
  const unwrapped = decoded && unwrap(decoded, isOwn(envelope))
  const history = envelope.category === 'peer' && unwrapped ? historyNotice(unwrapped.message) : undefined
  if (history !== undefined) return { history }
  const parties = partiesOf(envelope)
  if ('ignored' in parties) return parties
  const at = instantOf(envelope, arrival.arrivedOrder)
  const frame = { channelId, ...parties, whatsappId: envelope.id, at }
  if (!unwrapped) return { message: { ...frame, kind: 'unsupported', text: '', rawKind: 'unreadable' } }
  const names = { client: clientJids(envelope).map(jidNormalizedUser), us: ownJids(own, envelope) }
  const change = changeIn(unwrapped.message, { ...frame, names })
  if (change) return { change: { ...frame, ...change } }
  const ignored = ignoredName(unwrapped.message)
  return ignored === undefined
    ? { message: { ...frame, ...contentOf(unwrapped, at) } }
    : { ignored, nothing: { ...frame, nothing: true } }
}

/** What our own phone has sent names our own account as well. */
const ownJids = (own: readonly string[], envelope: Envelope): string[] =>
  [...own, ...(isOwn(envelope) ? [envelope.from] : [])].map(jidNormalizedUser)

/** There is a message, but its content is not here: not yet, or only on the phone. */
function placeholder({ channelId, arrival }: Of, envelope: Envelope, kind: 'pending' | 'viewOnce'): Understood {
  const parties = partiesOf(envelope)
  if ('ignored' in parties) return parties
  const at = instantOf(envelope, arrival.arrivedOrder)
  const details = kind === 'viewOnce' ? { details: { viewOnce: true as const } } : {}
  return { message: { channelId, ...parties, whatsappId: envelope.id, at, kind, text: '', ...details } }
}

function callIn({ channelId, arrival, own }: Of, envelope: CallEnvelope): Understood {
  const caller = jidNormalizedUser(envelope.call.creator ?? envelope.from)
  // Somebody rings from the corporate phone: there is nothing to answer.
  if (own.some((jid) => jidNormalizedUser(jid) === caller)) return { ignored: 'ownCall' }
  const parties = partiesOfCall(envelope)
  if ('ignored' in parties) return parties
  const news = callNews(envelope)
  const frame = { channelId, ...parties, at: instantOf(envelope, arrival.arrivedOrder) }
  if ('message' in news) return { message: { ...frame, ...news.message } }
  if ('change' in news) return { change: { ...frame, whatsappId: envelope.id, ...news.change } }
  return news
}

/** Only our own devices name a recipient, or write as a peer: Baileys refuses a stanza of anybody else that does. */
const isOwn = (envelope: Envelope): boolean => envelope.recipient !== undefined || envelope.category === 'peer'

function decode(plaintext: Uint8Array): proto.IMessage | undefined {
  try {
    return proto.Message.decode(unpadRandomMax16(plaintext))
  } catch {
    return undefined
  }
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

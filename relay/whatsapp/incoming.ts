import { proto, unpadRandomMax16 } from '@whiskeysockets/baileys'
import * as v from 'valibot'
import type { ChannelId } from '../../shared/ids.ts'
import type { IncomingMessage } from '../inbox/incoming-message.ts'
import type { Arrival } from '../store/arrivals.ts'
import { type Envelope, envelopeSchema, instantOf, partiesOf } from './envelope.ts'
import { contentOf } from './incoming/content.ts'
import { ignoredName } from './incoming/ignored.ts'
import { unwrap } from './incoming/unwrap.ts'

/** An arrival freed of everything that is WhatsApp's; or the name of what it is when it holds nothing for people. */
export type Understood = { message: IncomingMessage } | { ignored: string }

/** Whatever it is, it becomes something: an arrival that cannot be read must not stop those behind it. */
export function understandArrival(channelId: ChannelId, arrival: Arrival): Understood {
  const envelope = v.safeParse(envelopeSchema, parsedJson(arrival.envelope))
  if (!envelope.success) return { ignored: 'withoutEnvelope' }
  const parties = partiesOf(envelope.output)
  if ('ignored' in parties) return parties
  const frame = {
    channelId,
    ...parties,
    whatsappId: envelope.output.id,
    at: instantOf(envelope.output, arrival.arrivedOrder),
  }
  const decoded = decode(arrival.plaintext)
  if (!decoded) return { message: { ...frame, kind: 'unsupported', text: '', rawKind: 'unreadable' } }
  const content = unwrap(decoded, isOwn(envelope.output))
  const ignored = ignoredName(content)
  return ignored === undefined ? { message: { ...frame, ...contentOf(content) } } : { ignored }
}

/** Only our own devices name a recipient: Baileys refuses a stanza of anybody else that does. */
const isOwn = (envelope: Envelope): boolean => envelope.recipient !== undefined

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

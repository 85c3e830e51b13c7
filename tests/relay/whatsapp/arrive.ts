import { encodeWAMessage, proto } from '@whiskeysockets/baileys'
import type { ArrivalWhat } from '../../../relay/store/arrivals.ts'
import { understandArrival } from '../../../relay/whatsapp/incoming.ts'
import { channelIdSchema, createNewId } from '../../../shared/ids.ts'

export const channelId = createNewId(() => 0)(channelIdSchema)

/** The envelope of Anna's message. */
export const anna = {
  id: '3A01',
  from: '79161234567@s.whatsapp.net',
  sender_lid: '111@lid',
  notify: 'Анна',
  t: '1764000000',
}

/** What is typed on the corporate phone in the conversation with Anna. */
export const fromOurPhone = {
  ...anna,
  from: '74950001122@s.whatsapp.net',
  sender_lid: '222@lid',
  recipient: '79161234567@s.whatsapp.net',
  peer_recipient_lid: '111@lid',
}

export const arrivalOf = (message: proto.IMessage, envelope: object = anna) => ({
  what: 'message' as const,
  hash: 'h',
  envelope: JSON.stringify(envelope),
  plaintext: encodeWAMessage(proto.Message.create(message)),
  arrivedOrder: 1_700_000_000_000_000,
})

/** What becomes of a message. */
export const understood = (message: proto.IMessage, envelope?: object, own?: readonly string[]) =>
  understandArrival(channelId, arrivalOf(message, envelope), own)

/** What becomes of an arrival that is no message. */
export const arrived = (what: ArrivalWhat, envelope: unknown, own?: readonly string[]) =>
  understandArrival(
    channelId,
    {
      what,
      hash: 'h',
      envelope: JSON.stringify(envelope),
      plaintext: new Uint8Array(),
      arrivedOrder: 1_700_000_000_000_000,
    },
    own,
  )

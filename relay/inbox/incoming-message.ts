import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { MessageDetails, MessageKind } from '../../shared/message.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { FailureReason, Stage } from '../../shared/stage.ts'

/** Who wrote to us, as far as WhatsApp has told: at least one of phone and LID. */
export interface Sender {
  phone?: PhoneNumber
  /** WhatsApp's hidden id of a person, digits only. */
  lid?: string
  /** The name he has given himself; empty when unknown. */
  name: string
}

/** A file that WhatsApp holds for us; `source` is what `whatsapp/media.ts` needs to fetch it, opaque to everybody else. */
export interface IncomingFile {
  name: string
  mime: string
  size: number
  /** Lower-case hex, as WhatsApp states it. */
  sha256: string
  source: string
  width?: number
  height?: number
  /** A small JPEG that came along, base64. */
  thumbnail?: string
}

/** A message taken from WhatsApp, freed of everything that is WhatsApp's. */
export interface IncomingMessage {
  channelId: ChannelId
  /** The client of the conversation, also where we ourselves wrote from the corporate phone. */
  client: Sender
  /** `client`, or `phone` when somebody wrote it on the corporate phone. */
  origin: 'client' | 'phone'
  whatsappId: string
  at: Instant
  kind: MessageKind
  text: string
  details?: MessageDetails
  /** What later decrypts the votes of a poll, base64; and who can: votes may have come before it. */
  secret?: string
  readVotes?: ReadVotes
  file?: IncomingFile
  quotedWhatsappId?: string
  /** With `unsupported`: WhatsApp's own word. */
  rawKind?: string
  /** From the phone's history: nobody is notified, nothing becomes unread. */
  fromHistory?: true
}

/** Something that changes a message that was there before: an edit, a deletion, a reaction, a vote. It is no message itself. */
export interface IncomingChange {
  channelId: ChannelId
  client: Sender
  /** Which side made the change. */
  origin: 'client' | 'phone'
  whatsappId: string
  at: Instant
  /** `fromUs`: the changed message is ours. */
  target: { whatsappId: string; fromUs: boolean }
  change: MessageChange
}

export type MessageChange =
  | { type: 'edited'; text: string }
  | { type: 'deleted' }
  /** An empty emoji takes the reaction back. */
  | { type: 'reaction'; emoji: string }
  /** What this voter has chosen now, once the poll's secret and its options are known; undefined when it cannot be read. */
  | { type: 'votes'; vote: string; read: ReadVotes }
  | { type: 'location'; location: NonNullable<MessageDetails['location']> }
  | { type: 'call'; call: NonNullable<MessageDetails['call']> }

/** What a voter has chosen, from his vote as WhatsApp brought it (opaque); undefined when it cannot be read. */
export type ReadVotes = (vote: string, secret: string, options: readonly string[]) => readonly string[] | undefined

/** Something that holds nothing for people. It may have been taken for a message that is waited for, while it could not be read. */
export interface IncomingNothing
  extends Pick<IncomingMessage, 'channelId' | 'client' | 'origin' | 'whatsappId' | 'at'> {
  nothing: true
}

/** Whatever WhatsApp has brought for the inbox. */
export type Incoming = IncomingMessage | IncomingChange | IncomingNothing

/** A receipt for messages of ours: what stage they have reached. */
export interface IncomingReceipt {
  channelId: ChannelId
  whatsappIds: string[]
  stage: Extract<Stage, 'sent' | 'delivered' | 'read' | 'played'> | 'failed'
  at: Instant
  reason?: FailureReason
}

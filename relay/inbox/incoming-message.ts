import type { ChannelId, Instant } from '../../shared/ids.ts'
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
  kind: 'text' | 'image' | 'document' | 'unsupported'
  text: string
  file?: IncomingFile
  quotedWhatsappId?: string
  /** With `unsupported`: WhatsApp's own word. */
  rawKind?: string
}

/** A receipt for messages of ours: what stage they have reached. */
export interface IncomingReceipt {
  channelId: ChannelId
  whatsappIds: string[]
  stage: Extract<Stage, 'sent' | 'delivered' | 'read' | 'played'> | 'failed'
  at: Instant
  reason?: FailureReason
}

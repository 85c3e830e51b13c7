import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { FailureReason } from '../../shared/stage.ts'

/** A message of ours, ready to leave. */
export interface OutgoingMessage {
  channelId: ChannelId
  /** WhatsApp's id for it, derived from our own: a repeat is the same message to the client. */
  whatsappId: string
  to: { phone?: PhoneNumber; lid?: string }
  text: string
  /** A file in the media store. */
  file?: { path: string; name: string; mime: string; kind: 'image' | 'document' }
  quoted?: { whatsappId: string; fromUs: boolean; text: string }
}

/** What came of it. `later`: nothing left, try again (not connected, timed out); `failed`: for good. */
export type SendOutcome =
  | { outcome: 'sent'; at: Instant }
  | { outcome: 'later'; cause: string }
  | { outcome: 'failed'; reason: FailureReason; cause: string }

/** The one door out to WhatsApp; implemented by `whatsapp/outgoing.ts`. Resolves, never rejects, for anything WhatsApp can do. */
export type SendToWhatsApp = (message: OutgoingMessage) => Promise<SendOutcome>

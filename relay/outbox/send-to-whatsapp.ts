import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { FailureReason, HoldReason } from '../../shared/stage.ts'

/** Whom to write to: at least one of both is known. */
export interface Recipient {
  phone?: PhoneNumber
  lid?: string
}

/** As what a file leaves (`kind-of-file.ts`). */
export type OutgoingFileKind = 'image' | 'video' | 'gif' | 'sticker' | 'voice' | 'audio' | 'document'

/** A file in the media store. */
export interface OutgoingFile {
  path: string
  sha256: string
  /** Bytes. */
  size: number
  name: string
  mime: string
  kind: OutgoingFileKind
  /** Of a picture. */
  pixels?: { width: number; height: number }
  /** Of a voice message: its length, and how loud it is where (0–100). */
  playback?: { seconds: number; waveform?: readonly number[] | undefined }
}

/** What is neither a text nor a file. */
export type OutgoingPart =
  | { type: 'place'; latitude: number; longitude: number; name?: string; address?: string }
  | { type: 'contacts'; people: readonly OutgoingCard[] }
  /** `secret`: in base64; the votes are sealed with it, so a repeat must have the same. */
  | { type: 'poll'; question: string; multiple: boolean; options: readonly string[]; secret: string }

/** A phone is as its writer gave it, or in its one form. */
export interface OutgoingCard {
  name: string
  organization?: string | undefined
  phones: readonly string[]
}

/** A message of ours, ready to leave. */
export interface OutgoingMessage {
  channelId: ChannelId
  /** WhatsApp's id for it, derived from our own: a repeat is the same message to the client. */
  whatsappId: string
  to: Recipient
  text: string
  file?: OutgoingFile
  part?: OutgoingPart
  quoted?: { whatsappId: string; fromUs: boolean; text: string }
}

/** What of ours changes a message that the client has. */
export type OutgoingChangeContent =
  | { type: 'edit'; text: string }
  | { type: 'delete' }
  /** An empty emoji takes the reaction back. */
  | { type: 'reaction'; emoji: string }

/** A change, ready to leave. */
export interface OutgoingChange {
  channelId: ChannelId
  /** WhatsApp's id for the change itself: it travels as a message of its own. */
  whatsappId: string
  to: Recipient
  target: { whatsappId: string; fromUs: boolean }
  content: OutgoingChangeContent
}

/** What of ours a phone may ask for again. */
export type SentBefore = OutgoingMessage | OutgoingChange

/** How a message is to leave. */
export interface SendManner {
  /** How long «печатает…» is shown first, in milliseconds. */
  typingMs?: number
  /** Called as a file is being uploaded. Bytes. */
  onUpload?: (sent: number, total: number) => void
}

/**
 * What came of it. `later`: try again, for `hold` people are told why; `failed`: for good. A `cause` is for the log.
 */
export type SendOutcome =
  | { outcome: 'sent'; at: Instant }
  | { outcome: 'later'; cause: string; hold?: HoldReason }
  | { outcome: 'failed'; reason: FailureReason; cause: string }

/** The one door out to WhatsApp; implemented by `whatsapp/outgoing.ts`. Resolves, never rejects, for anything WhatsApp can do. */
export type SendToWhatsApp = (message: OutgoingMessage, manner?: SendManner) => Promise<SendOutcome>

/** The same door for edits, deletions and reactions; implemented by `whatsapp/outgoing-change.ts`. */
export type SendChange = (change: OutgoingChange) => Promise<SendOutcome>

/** Blue ticks: the client sees that his messages were read. @returns false when they could not leave now. */
export type SendReadReceipts = (channelId: ChannelId, to: Recipient, whatsappIds: string[]) => Promise<boolean>

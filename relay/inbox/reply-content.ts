import type { Reply } from '../../shared/commands.ts'
import type { MessageKind } from '../../shared/message.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { StoredDetails } from '../store/message-details.ts'

/** What a reply is besides its words and its file. */
export interface ReplyContent {
  kind: MessageKind
  details: StoredDetails
  /** Of a poll: without it nobody could read its votes. It is kept before the poll leaves, so a repeat is the same poll. Base64. */
  secret?: string
}

export interface ContentRules {
  /** 32 random bytes in base64. */
  newSecret(): string
  /** The phone that an employee has typed; undefined when it is none. */
  phoneIn(text: string): PhoneNumber | undefined
}

/** The kind and the details of a reply that is neither a text nor a file; undefined for those. */
export function contentOfReply({ place, contacts, poll }: Reply, rules: ContentRules): ReplyContent | undefined {
  if (place) return { kind: 'location', details: { location: place } }
  if (contacts) {
    // In its one form where it is a phone, so that the client's WhatsApp offers to write to it; as typed where it is something else.
    const known = (phone: string) => rules.phoneIn(phone) ?? phone
    const people = contacts.map((card) => ({ ...card, phones: card.phones.map(known) }))
    return { kind: 'contacts', details: { contacts: people } }
  }
  if (!poll) return undefined
  const options = poll.options.map((text) => ({ text, votes: 0 }))
  return { kind: 'poll', details: { poll: { ...poll, options } }, secret: rules.newSecret() }
}

/** What is told of a recording: how long it is and how loud it is where. */
export const playbackOfVoice = ({ seconds, waveform }: NonNullable<Reply['voice']>): StoredDetails => ({
  playback: {
    seconds: Math.round(seconds),
    ...(waveform.length > 0 ? { waveform: waveform.map((height) => Math.round(height)) } : {}),
  },
})

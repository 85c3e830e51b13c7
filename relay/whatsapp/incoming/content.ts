import type { proto } from '@whiskeysockets/baileys'
import type { Instant } from '../../../shared/ids.ts'
import type { MessageDetails } from '../../../shared/message.ts'
import type { IncomingMessage } from '../../inbox/incoming-message.ts'
import { answerContent } from './answer.ts'
import { audioContent } from './audio.ts'
import { callLogContent } from './call-log.ts'
import { contactsContent } from './contacts.ts'
import { contextOf, quotedOf } from './context.ts'
import { documentContent } from './document.ts'
import { imageContent } from './image.ts'
import { liveLocationContent } from './live-location.ts'
import { locationContent } from './location.ts'
import type { MessageContent } from './message-content.ts'
import { offerContent } from './offer.ts'
import { pollContent } from './poll.ts'
import { stickerContent } from './sticker.ts'
import { textContent } from './text.ts'
import { unsupportedContent } from './unsupported.ts'
import type { Unwrapped } from './unwrap.ts'
import { videoContent } from './video.ts'
import { voiceContent } from './voice.ts'
import { readVotes } from './vote.ts'

type Said = MessageContent & Pick<IncomingMessage, 'quotedWhatsappId' | 'secret' | 'readVotes'>

/** What an unwrapped message says. */
export function contentOf(unwrapped: Unwrapped, at: Instant): Said {
  const content = byKind(unwrapped.message, at)
  const context = contextOf(unwrapped.message)
  const { details, ...rest } = content
  const all: MessageDetails = {
    ...details,
    ...(unwrapped.viewOnce ? { viewOnce: true } : {}),
    ...(context?.isForwarded ? { forwarded: true } : {}),
  }
  return {
    ...rest,
    ...(Object.keys(all).length > 0 ? { details: all } : {}),
    ...quotedOf(context),
    ...(content.kind === 'poll' && unwrapped.secret ? { secret: unwrapped.secret, readVotes } : {}),
  }
}

const byKind = (message: proto.IMessage, at: Instant): MessageContent =>
  textContent(message) ??
  imageContent(message) ??
  videoContent(message) ??
  voiceContent(message) ??
  audioContent(message) ??
  documentContent(message) ??
  stickerContent(message) ??
  liveLocationContent(message, at) ??
  locationContent(message) ??
  contactsContent(message) ??
  pollContent(message) ??
  callLogContent(message) ??
  answerContent(message) ??
  offerContent(message) ??
  unsupportedContent(message)

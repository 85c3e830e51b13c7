import type { proto } from '@whiskeysockets/baileys'
import type { Instant } from '../../../shared/ids.ts'
import type { MessageChange } from '../../inbox/incoming-message.ts'
import { cleanText } from './clean-text.ts'
import { pointOf } from './location.ts'
import type { MessageContent } from './message-content.ts'
import { unsupportedContent } from './unsupported.ts'

/** Somebody begins to show where he is, for some time. */
export function liveLocationContent(message: proto.IMessage, at: Instant): MessageContent | undefined {
  const { liveLocationMessage } = message
  if (!liveLocationMessage) return undefined
  const location = livePlace(liveLocationMessage, at)
  if (!location) return unsupportedContent(message)
  return { kind: 'location', text: cleanText(liveLocationMessage.caption), details: { location } }
}

/** A later position of the same: it says how many seconds after the first it was taken. */
export function liveLocationChange(
  { liveLocationMessage }: proto.IMessage,
  at: Instant,
): Extract<MessageChange, { type: 'location' }> | undefined {
  const location = liveLocationMessage?.timeOffset ? livePlace(liveLocationMessage, at) : undefined
  return location && { type: 'location', location }
}

function livePlace(message: proto.Message.ILiveLocationMessage, at: Instant) {
  const point = pointOf(message)
  return point && { ...point, live: { movedAt: at } }
}

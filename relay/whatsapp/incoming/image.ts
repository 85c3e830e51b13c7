import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { unsupportedContent } from './unsupported.ts'

export function imageContent(message: proto.IMessage): MessageContent | undefined {
  const { imageMessage } = message
  if (!imageMessage) return undefined
  const file = incomingFile('image', imageMessage, '')
  if (!file) return unsupportedContent(message)
  return { kind: 'image', text: cleanText(imageMessage.caption), file, ...seenOnce(imageMessage.viewOnce) }
}

const seenOnce = (viewOnce: boolean | null | undefined) => (viewOnce ? { details: { viewOnce: true as const } } : {})

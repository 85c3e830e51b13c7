import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { quotedOf } from './quoted.ts'
import { unsupportedContent } from './unsupported.ts'

export function imageContent(message: proto.IMessage): MessageContent | undefined {
  const { imageMessage } = message
  if (!imageMessage) return undefined
  const file = incomingFile('image', imageMessage, '')
  if (!file) return unsupportedContent(message)
  const text = cleanText(imageMessage.caption ?? '')
  return { kind: 'image', text, file, ...quotedOf(imageMessage.contextInfo) }
}

import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import type { MessageContent } from './message-content.ts'
import { unsupportedContent } from './unsupported.ts'

export function stickerContent(message: proto.IMessage): MessageContent | undefined {
  const { stickerMessage } = message
  if (!stickerMessage) return undefined
  const file = incomingFile('sticker', stickerMessage, '')
  return file ? { kind: 'sticker', text: '', file } : unsupportedContent(message)
}

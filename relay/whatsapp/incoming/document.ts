import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { unsupportedContent } from './unsupported.ts'

export function documentContent(message: proto.IMessage): MessageContent | undefined {
  const { documentMessage } = message
  if (!documentMessage) return undefined
  const file = incomingFile('document', documentMessage, documentMessage.fileName || documentMessage.title || '')
  if (!file) return unsupportedContent(message)
  return { kind: 'document', text: cleanText(documentMessage.caption), file }
}

import type { proto } from '@whiskeysockets/baileys'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { quotedOf } from './quoted.ts'

/** A plain text; with a quote, a link or a format WhatsApp calls it extended. */
export function textContent({ conversation, extendedTextMessage }: proto.IMessage): MessageContent | undefined {
  const text = conversation || extendedTextMessage?.text
  if (!text) return undefined
  return { kind: 'text', text: cleanText(text), ...quotedOf(extendedTextMessage?.contextInfo) }
}

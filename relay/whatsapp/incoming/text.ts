import type { proto } from '@whiskeysockets/baileys'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'

/** A plain text; with a quote, a link or a format WhatsApp calls it extended. Its *marks* stay as they were typed. */
export function textContent({ conversation, extendedTextMessage }: proto.IMessage): MessageContent | undefined {
  const text = conversation || extendedTextMessage?.text
  return text ? { kind: 'text', text: cleanText(text) } : undefined
}

import type { proto } from '@whiskeysockets/baileys'
import type { IncomingMessage } from '../../inbox/incoming-message.ts'
import { documentContent } from './document.ts'
import { imageContent } from './image.ts'
import { textContent } from './text.ts'
import { unsupportedContent } from './unsupported.ts'

/** The part of an incoming message that its kind decides. */
export type MessageContent = Pick<IncomingMessage, 'kind' | 'text' | 'file' | 'quotedWhatsappId' | 'rawKind'>

/** What an unwrapped message says. */
export const contentOf = (message: proto.IMessage): MessageContent =>
  textContent(message) ?? imageContent(message) ?? documentContent(message) ?? unsupportedContent(message)

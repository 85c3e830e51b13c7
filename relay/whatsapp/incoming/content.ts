import type { proto } from '@whiskeysockets/baileys'
import { documentContent } from './document.ts'
import { imageContent } from './image.ts'
import type { MessageContent } from './message-content.ts'
import { textContent } from './text.ts'
import { unsupportedContent } from './unsupported.ts'

/** What an unwrapped message says. */
export const contentOf = (message: proto.IMessage): MessageContent =>
  textContent(message) ?? imageContent(message) ?? documentContent(message) ?? unsupportedContent(message)

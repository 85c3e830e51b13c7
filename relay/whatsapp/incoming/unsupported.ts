import type { proto } from '@whiskeysockets/baileys'
import type { MessageContent } from './message-content.ts'

/** Fields that come along with any message and are none by themselves. */
const companions: readonly string[] = ['messageContextInfo', 'senderKeyDistributionMessage']

/** WhatsApp's own word for what a message is; `undefined` when it is nothing. */
export const rawKindOf = (message: proto.IMessage): string | undefined =>
  Object.entries(message).find(
    ([name, value]) => value !== null && value !== undefined && value !== '' && !companions.includes(name),
  )?.[0]

/** What is not understood is shown as such, under WhatsApp's own name for it. */
export const unsupportedContent = (message: proto.IMessage): MessageContent => ({
  kind: 'unsupported',
  text: '',
  rawKind: rawKindOf(message) ?? 'unreadable',
})

import { proto } from '@whiskeysockets/baileys'
import type { MessageContent } from './message-content.ts'

/** Fields that come along with any message and are none by themselves. */
const companions: readonly string[] = ['messageContextInfo', 'senderKeyDistributionMessage']

/** WhatsApp's own word for what a message is; `undefined` when it is nothing. */
export const rawKindOf = (message: proto.IMessage): string | undefined =>
  Object.entries(message).find(
    ([name, value]) => value !== null && value !== undefined && !companions.includes(name),
  )?.[0]

export function unsupportedContent(message: proto.IMessage): MessageContent {
  const kind = rawKindOf(message) ?? 'unreadable'
  const type = message.protocolMessage?.type
  const name = typeof type === 'number' ? proto.Message.ProtocolMessage.Type[type] : undefined
  return { kind: 'unsupported', text: '', rawKind: name === undefined ? kind : `${kind}.${name}` }
}

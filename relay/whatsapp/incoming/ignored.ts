import { proto } from '@whiskeysockets/baileys'
import { rawKindOf } from './unsupported.ts'

const { Type } = proto.Message.ProtocolMessage

/** What changes something that people can see; all other protocol messages are the apps' own business. */
const forPeople: readonly (proto.Message.ProtocolMessage.Type | null | undefined)[] = [Type.REVOKE, Type.MESSAGE_EDIT]

/** Announces what comes in messages of its own. */
const announcements: readonly string[] = [
  'albumMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'placeholderMessage',
  'messageHistoryNotice',
]

/** The name of a message that holds nothing for people; `undefined` when it does. */
export function ignoredName(message: proto.IMessage): string | undefined {
  const { protocolMessage } = message
  if (protocolMessage) {
    return forPeople.includes(protocolMessage.type) ? undefined : `protocolMessage.${nameOf(protocolMessage.type)}`
  }
  const kind = rawKindOf(message)
  if (kind === undefined) return message.senderKeyDistributionMessage ? 'senderKeyDistributionMessage' : 'nothing'
  return announcements.includes(kind) ? kind : undefined
}

const nameOf = (type: proto.Message.ProtocolMessage.Type | null | undefined): string => Type[type ?? 0] ?? String(type)

import { proto } from '@whiskeysockets/baileys'
import { rawKindOf } from './unsupported.ts'

const { Type } = proto.Message.ProtocolMessage

/** Announces what comes in messages of its own, or belongs to groups, or is the apps' own business. */
const forNobody: readonly string[] = [
  'albumMessage',
  'call',
  'chat',
  'encReactionMessage',
  'encCommentMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'placeholderMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'stickerSyncRmrMessage',
]

/** The name of a message that holds nothing for people; `undefined` when it does. */
export function ignoredName(message: proto.IMessage): string | undefined {
  const { protocolMessage } = message
  // Edits and deletions were taken for what they are before; these name nothing that they would change.
  if (protocolMessage) return `protocolMessage.${Type[protocolMessage.type ?? 0] ?? String(protocolMessage.type)}`
  const kind = rawKindOf(message)
  if (kind === undefined) return message.senderKeyDistributionMessage ? 'senderKeyDistributionMessage' : 'nothing'
  if (kind === 'reactionMessage' || kind === 'pollUpdateMessage') return `${kind} without a target`
  return forNobody.includes(kind) ? kind : undefined
}

import { proto } from '@whiskeysockets/baileys'
import type { Instant } from '../../../shared/ids.ts'
import type { IncomingChange, MessageChange } from '../../inbox/incoming-message.ts'
import { cleanText } from './clean-text.ts'
import { contentOf } from './content.ts'
import { liveLocationChange } from './live-location.ts'
import { unwrap } from './unwrap.ts'
import { type Names, voteChange } from './vote.ts'

const { Type } = proto.Message.ProtocolMessage

/** Whose message changes, and how. */
export type Change = Pick<IncomingChange, 'target' | 'change'>

/** Who changes something, and when. */
export interface Changer extends Pick<IncomingChange, 'origin' | 'whatsappId'> {
  at: Instant
  names: Names
}

/** What a message changes of an earlier one; `undefined` when it is a message of its own. */
export function changeIn(message: proto.IMessage, changer: Changer): Change | undefined {
  const { protocolMessage, reactionMessage, pollUpdateMessage } = message
  if (protocolMessage?.type === Type.REVOKE) return targeted(protocolMessage.key, changer, { type: 'deleted' })
  if (protocolMessage?.type === Type.MESSAGE_EDIT) {
    const { key, editedMessage } = protocolMessage
    return editedMessage ? targeted(key, changer, editTo(editedMessage, changer.at)) : undefined
  }
  if (reactionMessage) {
    const emoji = cleanText(reactionMessage.text).slice(0, longestEmoji)
    return targeted(reactionMessage.key, changer, { type: 'reaction', emoji })
  }
  if (pollUpdateMessage) {
    const change = voteChange(pollUpdateMessage, changer.origin, changer.names)
    return change && targeted(pollUpdateMessage.pollCreationMessageKey, changer, change)
  }
  const change = liveLocationChange(message, changer.at)
  return change && { target: firstPosition(message, changer), change }
}

/** Families and flags are made of many characters. */
const longestEmoji = 64

/** An edit brings the whole message anew; only its words can have changed. */
const editTo = (edited: proto.IMessage, at: Instant): MessageChange => ({
  type: 'edited',
  text: contentOf(unwrap(edited, false), at).text,
})

/** `fromMe` is told as the writer sees it. */
function targeted(
  key: proto.IMessageKey | null | undefined,
  { origin }: Changer,
  change: MessageChange,
): Change | undefined {
  if (!key?.id) return undefined
  const isWritersOwn = key.fromMe === true
  return { target: { whatsappId: key.id, fromUs: isWritersOwn === (origin === 'phone') }, change }
}

/** Some apps name the first position, others repeat its id. */
const firstPosition = ({ liveLocationMessage }: proto.IMessage, { origin, whatsappId }: Changer): Change['target'] => ({
  whatsappId: liveLocationMessage?.contextInfo?.stanzaId || whatsappId,
  fromUs: origin === 'phone',
})

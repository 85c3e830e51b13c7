import type { BaseId, FileId, MessageId } from '../../shared/ids.ts'
import type { IsIts } from '../store/bases.ts'
import { conversationById } from '../store/conversations.ts'
import { channelsOfFile } from '../store/files.ts'
import { messageById } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'
import { taskRequestById } from '../store/task-requests.ts'
import type { Outgoing } from './packet-outgoing.ts'
import type { FailureForOnec } from './packet-result.ts'

/**
 * What an outgoing names of another base's: its reply, conversation or file. A base is answered as if that were not there, so it cannot tell
 * one from the other. Undefined when everything is its own, or nobody's.
 */
export async function foreignIn(
  db: Reader,
  base: BaseId,
  outgoing: Outgoing,
  isIts: IsIts,
): Promise<FailureForOnec | undefined> {
  const { outgoingId, conversationId, file } = outgoing
  const asked = await taskRequestById(db, outgoingId)
  if (asked?.base_id === base) return undefined
  if (await isForeignMessage(db, base, outgoingId, isIts)) return 'unknownReply'
  const conversation = conversationId === undefined ? undefined : await conversationById(db, conversationId)
  if (conversation && !isIts(conversation.channel_id)) return 'unknownConversation'
  return file && !(await mayUseFile(db, file.fileId, isIts)) ? 'fileMissing' : undefined
}

/**
 * Whether a message with this id stands in a conversation of another base. A task is the business of the base that was asked for it, and of no other, though the number
 * has gone to another meanwhile.
 */
export async function isForeignMessage(db: Reader, base: BaseId, id: MessageId, isIts: IsIts): Promise<boolean> {
  const asked = await taskRequestById(db, id)
  if (asked) return asked.base_id !== base
  const message = await messageById(db, id)
  return message !== undefined && !isIts(message.channel_id)
}

/** A file may be used where one of its messages is the base's; one that stands in no message yet is known by its id to who put it there alone. */
export async function mayUseFile(db: Reader, id: FileId, isIts: IsIts): Promise<boolean> {
  const channels = await channelsOfFile(db, id)
  return channels.length === 0 || channels.some(isIts)
}

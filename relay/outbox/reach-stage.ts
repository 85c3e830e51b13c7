import type { MessageId } from '../../shared/ids.ts'
import { mayFollow, type StageReached } from '../../shared/stage.ts'
import { tellOfStage } from '../inbox/tell.ts'
import { lockMessage, type MessageRow } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { addStage } from '../store/stages.ts'

/**
 * Moves a message of ours on to a stage and tells of it. A stage never goes back: a late or repeated one is passed over.
 * @returns the message as it was before, or undefined when nothing was to be done.
 */
export async function reachStage(
  tx: Writer,
  messageId: MessageId,
  reached: StageReached,
): Promise<MessageRow | undefined> {
  const message = await lockMessage(tx, messageId)
  if (!message || message.origin === 'client') return undefined
  // What somebody wrote on the phone itself had left when we heard of it.
  if (!mayFollow(message.stage ?? 'sent', reached.stage)) return undefined
  await addStage(tx, messageId, reached)
  await tellOfStage(tx, { id: messageId, conversationId: message.conversation_id, origin: message.origin }, reached)
  return message
}

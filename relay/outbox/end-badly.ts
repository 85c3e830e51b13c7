import type { MessageId } from '../../shared/ids.ts'
import type { StageReached } from '../../shared/stage.ts'
import { waitingAgain } from '../inbox/after-message.ts'
import { tellOfConversation } from '../inbox/tell.ts'
import { lockConversation } from '../store/conversations.ts'
import { clientWaitsSince, messageById } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { leaveOutbox } from './hold-message.ts'
import { reachStage } from './reach-stage.ts'

/**
 * A message of ours ends without reaching the client: `rejected` by 1C or `failed`. It leaves the outbox, and the client waits again
 * since he wrote: the badge must count him.
 */
export async function endBadly(tx: Writer, messageId: MessageId, end: StageReached): Promise<void> {
  // The conversation first: who holds the journal's number must not wait for a row.
  const before = await messageById(tx, messageId)
  const conversation = before && (await lockConversation(tx, before.conversation_id))
  await leaveOutbox(tx, messageId, end.at)
  const message = await reachStage(tx, messageId, end)
  if (!message) return
  const since = await clientWaitsSince(tx, message.conversation_id, messageId)
  if (!conversation || since === undefined || conversation.waiting_since !== null) return
  await tellOfConversation(tx, waitingAgain(conversation, since), end.at)
}

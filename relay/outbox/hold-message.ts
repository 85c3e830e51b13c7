import type { Instant, MessageId } from '../../shared/ids.ts'
import type { Hold } from '../../shared/message.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import { lockConversation } from '../store/conversations.ts'
import type { Writer } from '../store/open.ts'
import { holdOfRow, lockOutboxRow, outboxRow, removeFromOutbox, saveHold } from '../store/outbox.ts'
import { isNews } from './departure.ts'

/** Notes why a message waits, and tells of it unless people know that already. `undefined`: it leaves now. */
export async function holdMessage(
  tx: Writer,
  messageId: MessageId,
  hold: Hold | undefined,
  at: Instant,
): Promise<void> {
  const before = await outboxRow(tx, messageId)
  if (!before || !changes(holdOfRow(before), hold)) return
  // The conversation first: who holds the journal's number must not wait for a row.
  const conversation = await lockConversation(tx, before.conversation_id)
  const row = await lockOutboxRow(tx, messageId)
  if (!conversation || !row || !changes(holdOfRow(row), hold)) return
  await saveHold(tx, messageId, hold)
  await tellOfMessage(tx, { messageId, conversation, at, first: false, change: 'hold' })
}

const changes = (former: Hold | undefined, hold: Hold | undefined): boolean =>
  hold === undefined ? former !== undefined : isNews(former, hold)

/** A message has left or never will: nothing holds it any more, and whoever was told of a hold is told that it is gone. */
export async function leaveOutbox(tx: Writer, messageId: MessageId, at: Instant): Promise<void> {
  await holdMessage(tx, messageId, undefined, at)
  await removeFromOutbox(tx, messageId)
}

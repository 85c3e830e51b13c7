import type { MessageId } from '../../shared/ids.ts'
import { stages as inOrder, type StageReached } from '../../shared/stage.ts'
import type { Reader, Writer } from './open.ts'

/** Notes a stage of a message, once; and makes it the one it stands at. */
export async function addStage(tx: Writer, messageId: MessageId, reached: StageReached): Promise<void> {
  await tx
    .insertInto('stages')
    .values({
      message_id: messageId,
      stage: reached.stage,
      at: reached.at,
      reason: reached.reason ?? null,
      detail: reached.detail ?? null,
    })
    .onConflict((c) => c.doNothing())
    .execute()
  await tx.updateTable('messages').set({ stage: reached.stage }).where('id', '=', messageId).execute()
}

/** The stages of several messages, oldest first. */
export async function stagesOf(db: Reader, messageIds: MessageId[]): Promise<Map<MessageId, StageReached[]>> {
  const found = new Map<MessageId, StageReached[]>()
  if (messageIds.length === 0) return found
  const rows = await db.selectFrom('stages').selectAll().where('message_id', 'in', messageIds).orderBy('at').execute()
  for (const row of rows) {
    const reached: StageReached = { stage: row.stage, at: row.at }
    if (row.reason !== null) reached.reason = row.reason
    if (row.detail !== null) reached.detail = row.detail
    found.set(row.message_id, [...(found.get(row.message_id) ?? []), reached])
  }
  for (const stages of found.values()) stages.sort(byProgress)
  return found
}

/** Two stages of the same millisecond stand in the order of the list. */
const byProgress = (one: StageReached, other: StageReached): number =>
  one.at - other.at || inOrder.indexOf(one.stage) - inOrder.indexOf(other.stage)

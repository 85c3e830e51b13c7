import type { MessageId } from '../../shared/ids.ts'
import { mayFollow, type StageReached } from '../../shared/stage.ts'
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

/** The stages of several messages, in the order in which they were reached. */
export async function stagesOf(db: Reader, messageIds: MessageId[]): Promise<Map<MessageId, StageReached[]>> {
  const found = new Map<MessageId, StageReached[]>()
  if (messageIds.length === 0) return found
  const rows = await db.selectFrom('stages').selectAll().where('message_id', 'in', messageIds).execute()
  for (const row of rows) {
    const reached: StageReached = { stage: row.stage, at: row.at }
    if (row.reason !== null) reached.reason = row.reason
    if (row.detail !== null) reached.detail = row.detail
    found.set(row.message_id, [...(found.get(row.message_id) ?? []), reached])
  }
  for (const stages of found.values()) stages.sort(byProgress)
  return found
}

/** Not by their times: WhatsApp tells its own in whole seconds, so `sent` may seem to be older than `sending`. */
const byProgress = (one: StageReached, other: StageReached): number => (mayFollow(one.stage, other.stage) ? -1 : 1)

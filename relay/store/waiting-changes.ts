import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** A change whose message is not here yet, as JSON of `inbox/waiting-change.ts`. */
export interface WaitingChange {
  channelId: ChannelId
  targetWhatsappId: string
  whatsappId: string
  change: string
  at: Instant
}

/** Keeps a change until its message comes. A second time changes nothing. */
export async function keepWaiting(tx: Writer, waiting: WaitingChange): Promise<void> {
  await tx
    .insertInto('waiting_changes')
    .values({
      channel_id: waiting.channelId,
      target_whatsapp_id: waiting.targetWhatsappId,
      whatsapp_id: waiting.whatsappId,
      change: waiting.change,
      at: waiting.at,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** What waits for these messages, oldest first. */
export async function waitingFor(
  db: Reader,
  channelId: ChannelId,
  targetWhatsappIds: readonly string[],
): Promise<WaitingChange[]> {
  if (targetWhatsappIds.length === 0) return []
  const rows = await db
    .selectFrom('waiting_changes')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('target_whatsapp_id', 'in', [...targetWhatsappIds])
    .orderBy('at')
    .orderBy('whatsapp_id')
    .execute()
  return rows.map((row) => ({
    channelId: row.channel_id,
    targetWhatsappId: row.target_whatsapp_id,
    whatsappId: row.whatsapp_id,
    change: row.change,
    at: row.at,
  }))
}

/** It waits no more: its message is here. */
export async function forgetWaiting(tx: Writer, waiting: WaitingChange): Promise<void> {
  await tx
    .deleteFrom('waiting_changes')
    .where('channel_id', '=', waiting.channelId)
    .where('target_whatsapp_id', '=', waiting.targetWhatsappId)
    .where('whatsapp_id', '=', waiting.whatsappId)
    .execute()
}

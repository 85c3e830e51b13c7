import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Reader, Writer } from './open.ts'

/** A WhatsApp number of the company. `phone` is null until it was paired once. */
export interface ChannelRow {
  id: ChannelId
  name: string
  phone: PhoneNumber | null
  push_name: string | null
  created_at: Instant
}

export async function listChannels(db: Reader): Promise<ChannelRow[]> {
  return await db.selectFrom('channels').selectAll().orderBy('created_at').orderBy('id').execute()
}

export async function addChannel(
  tx: Writer,
  channel: { id: ChannelId; name: string; createdAt: Instant },
): Promise<void> {
  await tx
    .insertInto('channels')
    .values({ id: channel.id, name: channel.name, phone: null, push_name: null, created_at: channel.createdAt })
    .execute()
}

/** Notes the number that a channel was paired with. */
export async function noteChannelPhone(tx: Writer, id: ChannelId, phone: PhoneNumber, pushName: string): Promise<void> {
  await tx.updateTable('channels').set({ phone, push_name: pushName }).where('id', '=', id).execute()
}

import type { Selectable } from 'kysely'
import * as v from 'valibot'
import { type ChannelSettings, channelSettingsSchema, defaultChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import { parseJson } from '../parse-json.ts'
import type { Reader, Writer } from './open.ts'
import type { SessionState, Tables } from './tables.ts'

/** A WhatsApp number of the company. `phone` is null until it was paired once. */
export type ChannelRow = Selectable<Tables['channels']>

/** The numbers that were not removed, in the administrator's order. */
export async function listChannels(db: Reader): Promise<ChannelRow[]> {
  return await db
    .selectFrom('channels')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export async function removedChannels(db: Reader): Promise<ChannelId[]> {
  const rows = await db.selectFrom('channels').select('id').where('removed_at', 'is not', null).execute()
  return rows.map(({ id }) => id)
}

/** Adds a number at the end of the list. */
export async function addChannel(
  tx: Writer,
  channel: { id: ChannelId; name: string; createdAt: Instant },
): Promise<void> {
  const { id, name, createdAt } = channel
  const position = (await listChannels(tx)).length
  await tx
    .insertInto('channels')
    .values({ id, name, phone: null, push_name: null, created_at: createdAt, position })
    .execute()
}

/** Notes the number that a channel was paired with. */
export async function noteChannelPhone(tx: Writer, id: ChannelId, phone: PhoneNumber, pushName: string): Promise<void> {
  await tx.updateTable('channels').set({ phone, push_name: pushName }).where('id', '=', id).execute()
}

export async function nameChannel(tx: Writer, id: ChannelId, name: string): Promise<void> {
  await tx.updateTable('channels').set({ name }).where('id', '=', id).execute()
}

/** Puts a number at a place in the list, 0 = first; the others close up. */
export async function moveChannel(tx: Writer, id: ChannelId, position: number): Promise<void> {
  const others = (await listChannels(tx)).map((row) => row.id).filter((other) => other !== id)
  const at = Math.max(0, Math.trunc(position))
  const ordered = [...others.slice(0, at), id, ...others.slice(at)]
  for (const [place, each] of ordered.entries())
    await tx.updateTable('channels').set({ position: place }).where('id', '=', each).execute()
}

/** Notes how the base of a number was told that it stands with WhatsApp. */
export async function noteSessionTold(tx: Writer, id: ChannelId, state: SessionState): Promise<void> {
  await tx.updateTable('channels').set({ session_told: state }).where('id', '=', id).execute()
}

/** Its conversations stay. */
export async function removeChannel(tx: Writer, id: ChannelId, at: Instant): Promise<void> {
  await tx.updateTable('channels').set({ removed_at: at }).where('id', '=', id).execute()
}

/** Locked until the transaction ends: nobody removes it meanwhile. */
export async function isRemovedChannel(tx: Writer, id: ChannelId): Promise<boolean> {
  // An update that changes nothing locks a row on both engines.
  const row = await tx
    .updateTable('channels')
    .set((e) => ({ id: e.ref('id') }))
    .where('id', '=', id)
    .returning('removed_at')
    .executeTakeFirst()
  return row?.removed_at !== null
}

/** How a number behaves; what was never set is as by default. */
export function settingsOfChannel(row: Pick<ChannelRow, 'settings'>): ChannelSettings {
  const kept = row.settings === null ? {} : v.parse(v.partial(channelSettingsSchema), parseJson(row.settings))
  return v.parse(channelSettingsSchema, { ...defaultChannelSettings, ...kept })
}

export async function keepChannelSettings(tx: Writer, id: ChannelId, settings: ChannelSettings): Promise<void> {
  const defaults: Record<string, unknown> = { ...defaultChannelSettings }
  const own = Object.entries(settings).filter(([key, value]) => value !== defaults[key])
  await tx
    .updateTable('channels')
    .set({ settings: JSON.stringify(Object.fromEntries(own)) })
    .where('id', '=', id)
    .execute()
}

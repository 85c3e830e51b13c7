import type { ChannelId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** A key, session or mapping of the Signal protocol, as JSON. */
export interface SignalKey {
  type: string
  id: string
  /** `null` deletes it. */
  value: string | null
}

/** Far below the limit on parameters of either database (32,766 and 65,535). */
const rowsPerStatement = 1000

/** @returns the values by id; what is not there is missing. */
export async function readSignalKeys(
  db: Reader,
  channelId: ChannelId,
  type: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const chunk of chunksOf(ids)) {
    const rows = await db
      .selectFrom('signal_keys')
      .select(['id', 'value'])
      .where('channel_id', '=', channelId)
      .where('type', '=', type)
      .where('id', 'in', chunk)
      .execute()
    for (const row of rows) found.set(row.id, row.value)
  }
  return found
}

/** Each (type, id) may stand in `keys` only once. */
export async function writeSignalKeys(tx: Writer, channelId: ChannelId, keys: readonly SignalKey[]): Promise<void> {
  const kept = keys.flatMap(({ type, id, value }) =>
    value === null ? [] : [{ channel_id: channelId, type, id, value }],
  )
  for (const values of chunksOf(kept)) {
    await tx
      .insertInto('signal_keys')
      .values(values)
      .onConflict((c) =>
        c.columns(['channel_id', 'type', 'id']).doUpdateSet((e) => ({ value: e.ref('excluded.value') })),
      )
      .execute()
  }
  await deleteSignalKeys(
    tx,
    channelId,
    keys.filter((key) => key.value === null),
  )
}

/** All keys of a channel: it was unlinked, they are of no use any more. */
export async function forgetSignalKeys(tx: Writer, channelId: ChannelId): Promise<void> {
  await tx.deleteFrom('signal_keys').where('channel_id', '=', channelId).execute()
}

async function deleteSignalKeys(tx: Writer, channelId: ChannelId, keys: readonly SignalKey[]): Promise<void> {
  for (const type of new Set(keys.map((key) => key.type))) {
    const ids = keys.filter((key) => key.type === type).map((key) => key.id)
    for (const chunk of chunksOf(ids)) {
      await tx
        .deleteFrom('signal_keys')
        .where('channel_id', '=', channelId)
        .where('type', '=', type)
        .where('id', 'in', chunk)
        .execute()
    }
  }
}

function* chunksOf<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) yield rows.slice(start, start + rowsPerStatement)
}

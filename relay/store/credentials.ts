import type { ChannelId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** The JSON of a channel's credentials; `undefined` when it is not linked. */
export async function readCredentials(db: Reader, channelId: ChannelId): Promise<string | undefined> {
  const row = await db.selectFrom('credentials').select('value').where('channel_id', '=', channelId).executeTakeFirst()
  return row?.value
}

export async function writeCredentials(tx: Writer, channelId: ChannelId, value: string): Promise<void> {
  await tx
    .insertInto('credentials')
    .values({ channel_id: channelId, value })
    .onConflict((c) => c.column('channel_id').doUpdateSet({ value }))
    .execute()
}

export async function forgetCredentials(tx: Writer, channelId: ChannelId): Promise<void> {
  await tx.deleteFrom('credentials').where('channel_id', '=', channelId).execute()
}

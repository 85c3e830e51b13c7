import type { ChannelId, ContactId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'

/** Notes that a conversation was begun by us; once for each contact. */
export async function noteFirstMessage(
  tx: Writer,
  channelId: ChannelId,
  contactId: ContactId,
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('first_messages')
    .values({ channel_id: channelId, contact_id: contactId, at })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** It never left, so it counts for nothing. */
export async function forgetFirstMessage(tx: Writer, channelId: ChannelId, contactId: ContactId): Promise<void> {
  await tx
    .deleteFrom('first_messages')
    .where('channel_id', '=', channelId)
    .where('contact_id', '=', contactId)
    .execute()
}

/** How many conversations this number has begun since a moment. */
export async function firstMessagesSince(db: Reader, channelId: ChannelId, since: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('first_messages')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('channel_id', '=', channelId)
    .where('at', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function wasBegunByUs(db: Reader, channelId: ChannelId, contactId: ContactId): Promise<boolean> {
  const row = await db
    .selectFrom('first_messages')
    .select('at')
    .where('channel_id', '=', channelId)
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether this contact has ever written to this number, or somebody to him from the phone itself. */
export async function isAcquainted(db: Reader, channelId: ChannelId, contactId: ContactId): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select('messages.id')
    .where('conversations.channel_id', '=', channelId)
    .where('conversations.contact_id', '=', contactId)
    .where('messages.origin', 'in', ['client', 'phone'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

import type { ChannelId, ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Hold } from '../../shared/message.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type OutboxRow = Tables['outbox']

/** The first of a conversation that waits, with what decides about it. */
export type OutboxHead = OutboxRow &
  Pick<Tables['messages'], 'file_id' | 'text'> &
  Pick<Tables['conversations'], 'contact_id'>

/** Puts a message among those that must leave; a second time changes nothing. */
export async function putIntoOutbox(
  tx: Writer,
  message: {
    messageId: MessageId
    channelId: ChannelId
    conversationId: ConversationId
    readyAt: Instant
    notAfter?: Instant | undefined
  },
): Promise<void> {
  const last = await tx
    .selectFrom('outbox')
    .select((e) => e.fn.max('ready_at').as('at'))
    .where('conversation_id', '=', message.conversationId)
    .executeTakeFirst()
  await tx
    .insertInto('outbox')
    .values({
      message_id: message.messageId,
      channel_id: message.channelId,
      conversation_id: message.conversationId,
      // Behind those that wait already, also within a millisecond and when the clock was set back.
      ready_at: Math.max(message.readyAt, (last?.at ?? -1) + 1),
      attempts: 0,
      next_attempt_at: message.readyAt,
      not_after: message.notAfter ?? null,
      hold_reason: null,
      hold_until: null,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Longer lists are looked at piece by piece. */
const page = 200

/** The first message of each conversation on this channel, first come, first served. Those behind it wait: within a conversation the order is kept. */
export async function headsOfOutbox(db: Reader, channelId: ChannelId): Promise<OutboxHead[]> {
  return await firstOfEachConversation(db, channelId)
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .selectAll('outbox')
    .select(['messages.file_id', 'messages.text', 'conversations.contact_id'])
    .orderBy('outbox.ready_at')
    .orderBy('outbox.message_id')
    .limit(page)
    .execute()
}

/** Messages of this channel that wait without anybody having been told why, oldest first. */
export async function waitingWithoutHold(db: Reader, channelId: ChannelId): Promise<OutboxRow[]> {
  return await db
    .selectFrom('outbox')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('hold_reason', 'is', null)
    .orderBy('ready_at')
    .orderBy('message_id')
    .limit(page)
    .execute()
}

export async function outboxRow(db: Reader, messageId: MessageId): Promise<OutboxRow | undefined> {
  return await db.selectFrom('outbox').selectAll().where('message_id', '=', messageId).executeTakeFirst()
}

/** A message that waits to leave, locked until the transaction ends; undefined when it waits no more. */
export async function lockOutboxRow(tx: Writer, messageId: MessageId): Promise<OutboxRow | undefined> {
  return await tx
    .updateTable('outbox')
    .set((e) => ({ message_id: e.ref('message_id') }))
    .where('message_id', '=', messageId)
    .returningAll()
    .executeTakeFirst()
}

/** Notes why a message waits; undefined: nothing holds it any more. */
export async function saveHold(tx: Writer, messageId: MessageId, hold: Hold | undefined): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ hold_reason: hold?.reason ?? null, hold_until: hold?.until ?? null })
    .where('message_id', '=', messageId)
    .execute()
}

const firstOfEachConversation = (db: Reader, channelId: ChannelId) =>
  db
    .selectFrom('outbox')
    .where('outbox.channel_id', '=', channelId)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('outbox as earlier')
            .select('earlier.message_id')
            .whereRef('earlier.channel_id', '=', 'outbox.channel_id')
            .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
            .where((x) =>
              x.or([
                x('earlier.ready_at', '<', x.ref('outbox.ready_at')),
                x.and([
                  x('earlier.ready_at', '=', x.ref('outbox.ready_at')),
                  x('earlier.message_id', '<', x.ref('outbox.message_id')),
                ]),
              ]),
            ),
        ),
      ),
    )

export async function postpone(
  tx: Writer,
  messageId: MessageId,
  attempts: number,
  nextAttempt: Instant,
): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ attempts, next_attempt_at: nextAttempt })
    .where('message_id', '=', messageId)
    .execute()
}

export async function removeFromOutbox(tx: Writer, messageId: MessageId): Promise<void> {
  await tx.deleteFrom('outbox').where('message_id', '=', messageId).execute()
}

export const holdOfRow = ({ hold_reason: reason, hold_until: until }: OutboxRow): Hold | undefined =>
  reason === null ? undefined : { reason, ...(until === null ? {} : { until }) }

import type { ChannelId, ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type OutboxRow = Tables['outbox']

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
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/**
 * The next message that may leave on this channel now, first come, first served. Within a conversation the order is kept: a message that
 * must be tried again holds back those behind it, but not other conversations.
 */
export async function nextToLeave(db: Reader, channelId: ChannelId, now: Instant): Promise<OutboxRow | undefined> {
  return await firstOfEachConversation(db, channelId)
    .selectAll('outbox')
    .where('next_attempt_at', '<=', now)
    .orderBy('ready_at')
    .orderBy('message_id')
    .limit(1)
    .executeTakeFirst()
}

/** When the next attempt is due on this channel; undefined when nothing waits. */
export async function nextAttemptAt(db: Reader, channelId: ChannelId): Promise<Instant | undefined> {
  const row = await firstOfEachConversation(db, channelId)
    .select('next_attempt_at')
    .orderBy('next_attempt_at')
    .limit(1)
    .executeTakeFirst()
  return row?.next_attempt_at
}

const firstOfEachConversation = (db: Reader, channelId: ChannelId) =>
  db
    .selectFrom('outbox')
    .where('channel_id', '=', channelId)
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

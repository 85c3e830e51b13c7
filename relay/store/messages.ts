import type { Insertable } from 'kysely'
import type { ChannelId, ContactId, ConversationId, MessageId } from '../../shared/ids.ts'
import type { Message, MessageFile } from '../../shared/message.ts'
import type { Reader, Writer } from './open.ts'
import { show, withFile } from './show-messages.ts'
import type { Tables } from './tables.ts'

export type MessageRow = Tables['messages']

/** Stores a message. @returns false when the channel has it already: the unique key decides, not a look-up before. */
export async function insertMessage(tx: Writer, row: Insertable<MessageRow>): Promise<boolean> {
  const result = await tx
    .insertInto('messages')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function messageById(db: Reader, id: MessageId): Promise<MessageRow | undefined> {
  return await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Locks a message of ours until the transaction ends, so that two who decide about it come one after the other. */
export async function lockMessage(tx: Writer, id: MessageId): Promise<MessageRow | undefined> {
  return await tx
    .updateTable('messages')
    .set((e) => ({ id: e.ref('id') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
}

export async function messagesByWhatsappId(
  db: Reader,
  channelId: ChannelId,
  whatsappIds: string[],
): Promise<MessageRow[]> {
  if (whatsappIds.length === 0) return []
  return await db
    .selectFrom('messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('whatsapp_id', 'in', whatsappIds)
    .execute()
}

/** The last message of a kind that one side of a conversation has written. */
export async function lastOfKind(
  db: Reader,
  of: { channelId: ChannelId; contactId: ContactId; kind: MessageRow['kind']; fromUs: boolean },
): Promise<MessageRow | undefined> {
  return await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .selectAll('messages')
    .where('conversations.channel_id', '=', of.channelId)
    .where('conversations.contact_id', '=', of.contactId)
    .where('messages.kind', '=', of.kind)
    .where('messages.origin', of.fromUs ? '!=' : '=', 'client')
    .orderBy('messages.at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Writes what a change from WhatsApp has made of a message. */
export async function changeMessage(
  tx: Writer,
  id: MessageId,
  changed: Partial<
    Pick<
      MessageRow,
      'text' | 'details' | 'kind' | 'origin' | 'at' | 'file_id' | 'raw_kind' | 'secret' | 'quoted_message_id'
    >
  >,
): Promise<void> {
  await tx.updateTable('messages').set(changed).where('id', '=', id).execute()
}

/** When the client's oldest message was written that came after our last answer but one; undefined when there is none. */
export async function clientWaitsSince(
  db: Reader,
  conversationId: ConversationId,
  except: MessageId,
): Promise<number | undefined> {
  const answered = await db
    .selectFrom('messages')
    .select((e) => e.fn.max('at').as('at'))
    .where('conversation_id', '=', conversationId)
    // A message of 1C's own is no answer.
    .where('origin', 'not in', ['client', 'onec'])
    // The client has never seen a note.
    .where('kind', '!=', 'note')
    .where('id', '!=', except)
    .where((e) => e.or([e('stage', 'is', null), e('stage', 'not in', ['rejected', 'failed'])]))
    .executeTakeFirst()
  const oldest = await db
    .selectFrom('messages')
    .select((e) => e.fn.min('at').as('at'))
    .where('conversation_id', '=', conversationId)
    .where('origin', '=', 'client')
    .where('at', '>', answered?.at ?? -1)
    .executeTakeFirst()
  return oldest?.at ?? undefined
}

export async function messageOfFile(db: Reader, fileId: MessageFile['id']): Promise<MessageRow | undefined> {
  return await db.selectFrom('messages').selectAll().where('file_id', '=', fileId).executeTakeFirst()
}

/** One message as everybody outside sees it. */
export async function showMessage(db: Reader, id: MessageId): Promise<Message | undefined> {
  const rows = await withFile(db).where('messages.id', '=', id).execute()
  return (await show(db, rows))[0]
}

/** The last messages of a conversation, oldest first; with `before`, those older than that message. */
export async function lastMessages(
  db: Reader,
  conversationId: ConversationId,
  limit: number,
  before?: MessageId,
): Promise<Message[]> {
  let query = withFile(db).where('messages.conversation_id', '=', conversationId)
  const anchor = before === undefined ? undefined : await messageById(db, before)
  if (anchor) {
    query = query.where((e) =>
      e.or([
        e('messages.at', '<', anchor.at),
        e.and([e('messages.at', '=', anchor.at), e('messages.id', '<', anchor.id)]),
      ]),
    )
  }
  const rows = await query.orderBy('messages.at', 'desc').orderBy('messages.id', 'desc').limit(limit).execute()
  return await show(db, rows.reverse())
}

/** The next messages of a conversation after one of them, oldest first. */
export async function messagesAfter(
  db: Reader,
  anchor: Pick<MessageRow, 'id' | 'conversation_id' | 'at'>,
  limit: number,
): Promise<Message[]> {
  const rows = await withFile(db)
    .where('messages.conversation_id', '=', anchor.conversation_id)
    .where((e) =>
      e.or([
        e('messages.at', '>', anchor.at),
        e.and([e('messages.at', '=', anchor.at), e('messages.id', '>', anchor.id)]),
      ]),
    )
    .orderBy('messages.at')
    .orderBy('messages.id')
    .limit(limit)
    .execute()
  return await show(db, rows)
}

/** Replies that stand at `accepted` and of which the journal tells in this range, each with its number. */
export async function repliesToldOf(
  db: Reader,
  range: { after: number; upTo: number },
): Promise<Pick<MessageRow, 'id' | 'channel_id'>[]> {
  return await db
    .selectFrom('messages')
    .innerJoin('journal', 'journal.message_id', 'messages.id')
    .select(['messages.id', 'messages.channel_id'])
    .distinct()
    .where('messages.stage', '=', 'accepted')
    .where('messages.origin', '=', 'employee')
    .where('journal.seq', '>', range.after)
    .where('journal.seq', '<=', range.upTo)
    .execute()
}

/** Replies of employees that wait for the word of whoever decides about them, oldest first. */
export async function repliesUndecided(db: Reader): Promise<MessageRow[]> {
  return await db
    .selectFrom('messages')
    .selectAll()
    .where('stage', 'in', ['accepted', 'collected'])
    .where('origin', '=', 'employee')
    .orderBy('at')
    .orderBy('id')
    .execute()
}

/** The newest messages of the client, newest first. */
export async function newestOfClient(db: Reader, conversationId: ConversationId, limit: number): Promise<MessageRow[]> {
  return await db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('origin', '=', 'client')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

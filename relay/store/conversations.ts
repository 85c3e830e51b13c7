import type { Selectable } from 'kysely'
import type { Conversation } from '../../shared/conversation.ts'
import { type Employee, has } from '../../shared/employee.ts'
import type { ChannelId, ContactId, ConversationId, Instant } from '../../shared/ids.ts'
import { lockContact } from './contacts.ts'
import { contactNow, conversationNow } from './joined.ts'
import { withOnec } from './onec-knows.ts'
import type { Reader, Writer } from './open.ts'
import { type ShownRow, show, withContact } from './shown-conversations.ts'
import { seenByHim, sightOfRow } from './sight-column.ts'
import type { Tables } from './tables.ts'

export type ConversationRow = Omit<Selectable<Tables['conversations']>, 'seen_by'>

/**
 * The conversation with this contact on this channel, made when there is none; locked until the transaction ends. A contact that was joined with another
 * meanwhile is that other: `contact_id` of the answer counts, not what was asked for.
 */
export async function conversationWith(
  tx: Writer,
  channelId: ChannelId,
  contactId: ContactId,
  newId: () => ConversationId,
  now: Instant,
): Promise<ConversationRow> {
  const find = (id: ContactId) =>
    locked(tx).where('channel_id', '=', channelId).where('contact_id', '=', id).executeTakeFirst()
  const known = await find(contactId)
  if (known) return known
  // Held from here on, so that nobody can join him away before his conversation is there.
  if (!(await lockContact(tx, contactId))) {
    const into = await contactNow(tx, contactId)
    if (into !== undefined) return await conversationWith(tx, channelId, into, newId, now)
  }
  const fresh = {
    id: newId(),
    channel_id: channelId,
    contact_id: contactId,
    state: 'queued' as const,
    owner_id: null,
    unread: 0,
    waiting_since: null,
    last_message_id: null,
    last_message_at: now,
    revision: 0,
    observers: '',
    group_id: null,
    escalation: null,
    closed_at: null,
    taken_at: null,
  }
  await tx
    .insertInto('conversations')
    .values(fresh)
    .onConflict((c) => c.doNothing())
    .execute()
  return (await find(contactId)) ?? fresh
}

/**
 * A conversation, locked until the transaction ends: whoever changes it comes one after the other. An id that was joined with another
 * gives that other.
 */
export async function lockConversation(tx: Writer, id: ConversationId): Promise<ConversationRow | undefined> {
  const row = await locked(tx).where('id', '=', id).executeTakeFirst()
  if (row) return row
  const into = await conversationNow(tx, id)
  return into === undefined ? undefined : await lockConversation(tx, into)
}

/** All conversations with a contact, one for each channel at most, locked until the transaction ends. */
export async function lockConversationsOf(tx: Writer, contactId: ContactId): Promise<ConversationRow[]> {
  return await locked(tx).where('contact_id', '=', contactId).execute()
}

/** A conversation; an id that was joined with another gives that other. */
export async function conversationById(db: Reader, id: ConversationId): Promise<ConversationRow | undefined> {
  const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  const into = await conversationNow(db, id)
  return into === undefined ? undefined : await conversationById(db, into)
}

/** An update that changes nothing locks a row on both engines; SQLite has no `for update`. */
const locked = (tx: Writer) =>
  tx
    .updateTable('conversations')
    .set((e) => ({ id: e.ref('id') }))
    .returningAll()

/** Writes what may change of a conversation; `revision` is the journal number of the change. */
export async function saveConversation(tx: Writer, row: ConversationRow): Promise<void> {
  const { id, channel_id: _channel, contact_id: _contact, ...changes } = row
  await tx
    .updateTable('conversations')
    .set({ ...changes, seen_by: sightOfRow(row) })
    .where('id', '=', id)
    .execute()
}

/** A conversation joined with its contact, as everybody outside sees it. */
export async function showConversation(db: Reader, id: ConversationId): Promise<Conversation | undefined> {
  const row = await shownConversation(db, id)
  return row && show(row)
}

/** The same as a row, with everything that is shown of it. */
export async function shownConversation(db: Reader, id: ConversationId): Promise<ShownRow | undefined> {
  const [row] = await withOnec(db, await withContact(db).where('conversations.id', '=', id).execute())
  return row
}

/** Where a page of the list ends: the next one begins below it. */
export interface ListPosition {
  lastMessageAt: Instant
  id: ConversationId
}

/** Conversations that this employee may see, by last message, newest first. */
export async function listConversations(
  db: Reader,
  employee: Employee,
  limit: number,
  below?: ListPosition,
): Promise<Conversation[]> {
  let query = withContact(db)
  if (!has(employee, 'supervise')) query = query.where(seenByHim(employee.id))
  if (below) {
    query = query.where((e) =>
      e.or([
        e('last_message_at', '<', below.lastMessageAt),
        e.and([e('last_message_at', '=', below.lastMessageAt), e('conversations.id', '<', below.id)]),
      ]),
    )
  }
  const rows = await query.orderBy('last_message_at', 'desc').orderBy('conversations.id', 'desc').limit(limit).execute()
  return (await withOnec(db, rows)).map(show)
}

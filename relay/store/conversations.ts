import type { Conversation, LastMessage } from '../../shared/conversation.ts'
import type { ChannelId, ContactId, ConversationId, Instant } from '../../shared/ids.ts'
import { lockContact } from './contacts.ts'
import { contactNow, conversationNow } from './joined.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type ConversationRow = Tables['conversations']

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
  await tx.updateTable('conversations').set(changes).where('id', '=', id).execute()
}

/** A conversation joined with its contact, as everybody outside sees it. */
export async function showConversation(db: Reader, id: ConversationId): Promise<Conversation | undefined> {
  const row = await withContact(db).where('conversations.id', '=', id).executeTakeFirst()
  return row && show(row)
}

/** Where a page of the list ends: the next one begins below it. */
export interface ListPosition {
  lastMessageAt: Instant
  id: ConversationId
}

/** Conversations by last message, newest first. */
export async function listConversations(db: Reader, limit: number, below?: ListPosition): Promise<Conversation[]> {
  let query = withContact(db)
  if (below) {
    query = query.where((e) =>
      e.or([
        e('last_message_at', '<', below.lastMessageAt),
        e.and([e('last_message_at', '=', below.lastMessageAt), e('conversations.id', '<', below.id)]),
      ]),
    )
  }
  const rows = await query.orderBy('last_message_at', 'desc').orderBy('conversations.id', 'desc').limit(limit).execute()
  return rows.map(show)
}

/** Conversations with everything that is shown of them. */
export const withContact = (db: Reader) =>
  db
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .leftJoin('messages', 'messages.id', 'conversations.last_message_id')
    .leftJoin('files', 'files.id', 'messages.file_id')
    .selectAll('conversations')
    .select([
      'contacts.name as contact_name',
      'contacts.phone as contact_phone',
      'messages.origin as last_origin',
      'messages.kind as last_kind',
      'messages.text as last_text',
      'messages.stage as last_stage',
      'files.name as last_file_name',
    ])

export type WithContact = Awaited<ReturnType<ReturnType<typeof withContact>['execute']>>[number]

/** As everybody outside sees it. */
export function show(row: WithContact): Conversation {
  const lastMessage = lastMessageOf(row)
  return {
    id: row.id,
    channelId: row.channel_id,
    contact: {
      id: row.contact_id,
      name: row.contact_name,
      ...(row.contact_phone === null ? {} : { phone: row.contact_phone }),
    },
    state: row.state,
    ...(row.owner_id === null ? {} : { ownerId: row.owner_id }),
    unread: row.unread,
    ...(row.waiting_since === null ? {} : { waitingSince: row.waiting_since }),
    ...(lastMessage ? { lastMessage } : {}),
    lastMessageAt: row.last_message_at,
    revision: row.revision,
  }
}

/** How much of a message's text the list shows, in characters. */
const previewLength = 200

function lastMessageOf(row: WithContact): LastMessage | undefined {
  const { last_message_id: id, last_origin: origin, last_kind: kind, last_text: text } = row
  if (id === null || origin === null || kind === null || text === null) return undefined
  return {
    id,
    origin,
    kind,
    // No emoji is cut in half.
    text: text.slice(0, previewLength).replace(/[\ud800-\udbff]$/, ''),
    ...(row.last_file_name === null ? {} : { fileName: row.last_file_name }),
    ...(row.last_stage === null ? {} : { stage: row.last_stage }),
  }
}

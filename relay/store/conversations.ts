import type { Conversation, LastMessage } from '../../shared/conversation.ts'
import type { ChannelId, ContactId, ConversationId, Instant } from '../../shared/ids.ts'
import type { Reader, Writer } from './open.ts'
import type { Tables } from './tables.ts'

export type ConversationRow = Tables['conversations']

/** The conversation with this contact on this channel, made when there is none; locked until the transaction ends. */
export async function conversationWith(
  tx: Writer,
  channelId: ChannelId,
  contactId: ContactId,
  newId: () => ConversationId,
  now: Instant,
): Promise<ConversationRow> {
  const find = () =>
    locked(tx).where('channel_id', '=', channelId).where('contact_id', '=', contactId).executeTakeFirst()
  const known = await find()
  if (known) return known
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
  return (await find()) ?? fresh
}

/** A conversation, locked until the transaction ends: whoever changes it comes one after the other. */
export async function lockConversation(tx: Writer, id: ConversationId): Promise<ConversationRow | undefined> {
  return await locked(tx).where('id', '=', id).executeTakeFirst()
}

export async function conversationById(db: Reader, id: ConversationId): Promise<ConversationRow | undefined> {
  return await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
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

const withContact = (db: Reader) =>
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

type WithContact = Awaited<ReturnType<ReturnType<typeof withContact>['execute']>>[number]

function show(row: WithContact): Conversation {
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
    text: text.slice(0, previewLength),
    ...(row.last_file_name === null ? {} : { fileName: row.last_file_name }),
    ...(row.last_stage === null ? {} : { stage: row.last_stage }),
  }
}

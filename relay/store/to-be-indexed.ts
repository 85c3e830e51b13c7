import { type SqlBool, sql } from 'kysely'
import * as v from 'valibot'
import type { Conversation } from '../../shared/conversation.ts'
import { type ConversationId, conversationIdSchema, type MessageId, messageIdSchema } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { parseJson } from '../parse-json.ts'
import { showDetails } from './message-details.ts'
import { withOnec } from './onec-knows.ts'
import type { Reader } from './open.ts'
import { show as showMessages, withFile } from './show-messages.ts'
import { show as showConversation, withContact } from './shown-conversations.ts'

/** What the journal says of what has changed, as far as the search is concerned. */
export interface ChangesToIndex {
  upTo: number
  rows: number
  messages: MessageId[]
  conversations: ConversationId[]
  /** Conversations into which another one has gone. */
  joined: ConversationId[]
}

/** Fields that only a joining of two contacts has. */
const joinedSchema = v.object({
  type: v.literal('joined'),
  from: v.object({ conversationId: v.optional(conversationIdSchema) }),
  conversation: v.object({ id: conversationIdSchema }),
  dropped: v.optional(v.array(messageIdSchema), []),
})

/** The next rows of the journal after `after`, at most `limit`; undefined when there are none. */
export async function changesToIndex(db: Reader, after: number, limit: number): Promise<ChangesToIndex | undefined> {
  const rows = await db
    .selectFrom('journal')
    .select(['seq', 'audience', 'conversation_id', 'message_id'])
    // The whole event is needed only where it names more than one conversation; ticks change no word.
    .select((e) =>
      e
        .case()
        .when('message_id', 'is', null)
        .then(e.ref('event'))
        .when('event', 'like', '{"type":"stage"%')
        .then('stage')
        .else('')
        .end()
        .as('event'),
    )
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const last = rows.at(-1)
  if (!last) return undefined
  const told = rows.filter(({ audience, event }) => audience !== 'onec' && event !== 'stage')
  const joinings = told.flatMap(({ event }) => joiningIn(event))
  return {
    upTo: last.seq,
    rows: rows.length,
    messages: distinct([
      ...told.flatMap(({ message_id }) => message_id ?? []),
      ...joinings.flatMap(({ dropped }) => dropped),
    ]),
    conversations: distinct([
      ...told.flatMap(({ conversation_id }) => (conversation_id === '' ? [] : conversation_id)),
      ...joinings.flatMap(({ from }) => from.conversationId ?? []),
    ]),
    joined: distinct(joinings.flatMap(({ from, conversation }) => (from.conversationId ? conversation.id : []))),
  }
}

const distinct = <Id>(ids: Id[]): Id[] => [...new Set(ids)]

function joiningIn(event: string): v.InferOutput<typeof joinedSchema>[] {
  if (!event.startsWith('{"type":"joined"')) return []
  return [v.parse(joinedSchema, parseJson(event))]
}

/** Messages that stand in a conversation now and were indexed in another. */
export async function messagesMoved(db: Reader, into: ConversationId, limit: number): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('search_docs', 'search_docs.message_id', 'messages.id')
    .select('messages.id')
    .where('messages.conversation_id', '=', into)
    .where('search_docs.conversation_id', '!=', into)
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** The next old messages below an id, those stored last first. */
export async function messagesBelow(db: Reader, below: string, limit: number): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where(sql<SqlBool>`id < ${below}`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export async function conversationsBelow(db: Reader, below: string, limit: number): Promise<ConversationId[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where(sql<SqlBool>`id < ${below}`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** A message as far as it can be found by words. */
export interface MessageToIndex extends Pick<Message, 'id' | 'conversationId' | 'at'> {
  says: Worded
}

/** What of a message holds words. */
export interface Worded extends Pick<Message, 'text' | 'contacts' | 'poll' | 'location' | 'document'> {
  file?: { name: string } | undefined
}

/** In no order; those that are no more are left out. */
export async function messagesToIndex(db: Reader, ids: readonly MessageId[]): Promise<MessageToIndex[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('messages')
    .leftJoin('files', 'files.id', 'messages.file_id')
    .select(['messages.id', 'conversation_id', 'at', 'text', 'details', 'files.name'])
    .where('messages.id', 'in', ids)
    .execute()
  return rows.map(({ id, conversation_id, at, text, details, name }) => ({
    ...{ id, conversationId: conversation_id, at },
    says: { ...showDetails(details), text, file: name === null ? undefined : { name } },
  }))
}

/** Messages as people see them, in no order; those that are no more are left out. */
export async function messagesByIds(db: Reader, ids: readonly MessageId[]): Promise<Message[]> {
  return ids.length === 0 ? [] : await showMessages(db, await withFile(db).where('messages.id', 'in', ids).execute())
}

/** The same of conversations. */
export async function conversationsByIds(db: Reader, ids: readonly ConversationId[]): Promise<Conversation[]> {
  if (ids.length === 0) return []
  const rows = await withContact(db).where('conversations.id', 'in', ids).execute()
  return (await withOnec(db, rows)).map(showConversation)
}

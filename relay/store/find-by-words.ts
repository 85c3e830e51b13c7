import { sql } from 'kysely'
import type { ConversationId } from '../../shared/ids.ts'
import type { Engine } from './engine.ts'
import { type Eyes, visibleTo } from './eyes.ts'
import { findInPostgres } from './find-in-postgres.ts'
import type { Reader } from './open.ts'
import { type Found, listsOf, type WordsAmong, type WordsWanted } from './words-wanted.ts'

/** The newest messages with these words that this employee may see, newest first. */
export async function findByWords(db: Reader, engine: Engine, wanted: WordsWanted): Promise<Found[]> {
  const only = wanted.eyes === 'all' ? undefined : await fewVisible(db, wanted.eyes)
  if (only?.length === 0) return []
  const among = { ...wanted, only }
  return engine === 'postgres' ? await findInPostgres(db, among) : await inSqlite(db, among)
}

/** Words with this beginning, those of most messages first. */
export async function wordsBeginning(db: Reader, beginning: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('search_vocabulary')
    .select('word')
    .where('word', '>=', beginning)
    .where('word', '<', `${beginning}\u{10ffff}`)
    .orderBy('messages', 'desc')
    .orderBy('word')
    .limit(limit)
    .execute()
  return rows.map(({ word }) => word)
}

/** Up to so many conversations are asked for by name; who sees more sees so much that his are soon among the newest. */
const fewConversations = 300

/** All conversations that an employee sees, when these are few: of a common word he would else be shown nothing before thousands of others' were passed over. */
async function fewVisible(db: Reader, eyes: Eyes): Promise<ConversationId[] | undefined> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where(visibleTo(eyes))
    .limit(fewConversations + 1)
    .execute()
  return rows.length > fewConversations ? undefined : rows.map(({ id }) => id)
}

/** FTS5 walks its lists from the newest end and stops at the limit: a common word costs no more than a rare one. */
async function inSqlite(db: Reader, wanted: WordsAmong): Promise<Found[]> {
  const { eyes, before, limit } = wanted
  const match = listsOf(wanted)
    .map((words) => `(${words.map((word) => `"${word}"`).join(' OR ')})`)
    .join(' AND ')
  const { rows } = await sql<Found>`
    select search_docs.number as number, search_docs.message_id as "messageId"
    from search_index
    cross join search_docs on search_docs.number = search_index.rowid
    cross join messages on messages.id = search_docs.message_id
    cross join conversations on conversations.id = messages.conversation_id
    where search_index match ${match} and search_index.rowid < cast(${before ?? Number.MAX_SAFE_INTEGER} as integer) and ${visibleTo(eyes)}
    order by search_index.rowid desc limit ${limit}`.execute(db)
  return rows
}

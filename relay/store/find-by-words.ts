import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ConversationId, EmployeeId, MessageId } from '../../shared/ids.ts'
import type { Engine } from './engine.ts'
import { wordOfConversation } from './index-messages.ts'
import type { Reader } from './open.ts'
import { everyone } from './sight-column.ts'

/** Whose eyes it is for: a supervisor's, or those of one employee. */
export type Eyes = 'all' | EmployeeId

/** Of each list one of the words has to be there. Words are letters and digits alone. */
export interface WordsWanted {
  anyOf: readonly (readonly string[])[]
  eyes: Eyes
  /** Only what is older; `number` of the last one of the page before. */
  before: number | undefined
  limit: number
}

export interface Found {
  number: number
  messageId: MessageId
}

/** The newest messages with these words that this employee may see, newest first. */
export async function findByWords(db: Reader, engine: Engine, wanted: WordsWanted): Promise<Found[]> {
  const few = wanted.eyes === 'all' ? undefined : await fewVisible(db, wanted.eyes)
  if (few?.length === 0) return []
  const anyOf = few === undefined ? wanted.anyOf : [...wanted.anyOf, few.map(wordOfConversation)]
  const asked = { ...wanted, anyOf, before: wanted.before ?? Number.MAX_SAFE_INTEGER }
  return engine === 'postgres' ? await inPostgres(db, asked, few === undefined) : await inSqlite(db, asked)
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

/** What this employee may see of the conversations in the statement (`shared/sight.ts`, as the column has it). */
export const visibleTo = (eyes: Eyes): RawBuilder<SqlBool> =>
  eyes === 'all'
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`(conversations.seen_by = ${everyone} or conversations.seen_by like ${`% ${eyes} %`})`

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

type Asked = WordsWanted & { before: number }

/** FTS5 walks its lists from the newest end and stops at the limit: a common word costs no more than a rare one. */
async function inSqlite(db: Reader, { anyOf, eyes, before, limit }: Asked): Promise<Found[]> {
  const match = anyOf.map((words) => `(${words.map((word) => `"${word}"`).join(' OR ')})`).join(' AND ')
  const { rows } = await sql<Found>`
    select search_docs.number as number, search_docs.message_id as "messageId"
    from search_index
    cross join search_docs on search_docs.number = search_index.rowid
    cross join messages on messages.id = search_docs.message_id
    cross join conversations on conversations.id = messages.conversation_id
    where search_index match ${match} and search_index.rowid < cast(${before} as integer) and ${visibleTo(eyes)}
    order by search_index.rowid desc limit ${limit}`.execute(db)
  return rows
}

/** So many of the newest are looked at one by one first. */
const newest = 4_000

/**
 * PostgreSQL's index of words knows no order: of a common word it would fetch hundreds of thousands only to sort them. Those stand among the newest, which are looked at
 * first; what is not found there is rare enough to be fetched whole.
 */
async function inPostgres(db: Reader, asked: Asked, lookAtNewest: boolean): Promise<Found[]> {
  const query = asked.anyOf.map((words) => `(${words.map((word) => `'${word}'`).join('|')})`).join('&')
  const matching = sql<SqlBool>`words @@ ${query}::tsquery`
  const { before } = asked
  if (lookAtNewest) {
    const found = await visibleAmong(
      db,
      sql`select * from (select number, message_id, words from search_docs where number < ${before} order by number desc limit ${sql.lit(newest)}) as newest where ${matching}`,
      asked,
    )
    if (found.length >= asked.limit) return found
  }
  const all = sql`select number, message_id from search_docs where ${matching} and number < ${before}`
  return await visibleAmong(db, all, asked)
}

async function visibleAmong(db: Reader, hits: RawBuilder<unknown>, { eyes, limit }: Asked): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with hits as materialized (${hits})
    select hits.number as number, hits.message_id as "messageId"
    from hits
    join messages on messages.id = hits.message_id
    join conversations on conversations.id = messages.conversation_id
    where ${visibleTo(eyes)}
    order by hits.number desc limit ${limit}`.execute(db)
  return rows
}

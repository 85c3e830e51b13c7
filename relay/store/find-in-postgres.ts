import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { visibleTo } from './eyes.ts'
import type { Reader } from './open.ts'
import { type Found, listsOf, type WordsAmong } from './words-wanted.ts'

/** How far each way of looking goes. */
export interface Reach {
  /** So many of the newest are looked at one by one at first, and so many when these promise enough further back. They lie side by side. */
  newest: number
  furtherBack: number
  /** Up to so many that have the words are fetched at once and put in order. Each lies somewhere else, and costs as much as twenty of the newest. */
  rare: number
}

const usualReach: Reach = { newest: 16_000, furtherBack: 100_000, rare: 1_500 }

/**
 * PostgreSQL's index of words knows no order: what has a common word would be fetched by hundreds of thousands only to be sorted. What is common stands among the newest, and
 * what is rare is soon fetched; how much of it these eyes see shows among the newest too.
 */
export async function findInPostgres(db: Reader, wanted: WordsAmong, reach = usualReach): Promise<Found[]> {
  const { newest, furtherBack, rare } = reach
  return await db.transaction().execute(async (tx) => {
    await sql`select ${sql.join(settings.map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}`.execute(tx)
    if ((await atMostWith(tx, wanted)) <= rare) return await fetchAll(tx, wanted)
    const first = await amongNewest(tx, wanted, newest)
    if (first.length >= wanted.limit) return first
    if (first.length * furtherBack < wanted.limit * newest) return await fetchAll(tx, wanted)
    const found = await amongNewest(tx, wanted, furtherBack)
    return found.length >= wanted.limit ? found : await fetchAll(tx, wanted)
  })
}

/** About how many messages have all the words, at most. */
async function atMostWith(db: Reader, { anyOf }: WordsAmong): Promise<number> {
  const words = [...new Set(anyOf.flat())]
  if (words.length === 0) return 0
  const rows = await db.selectFrom('search_vocabulary').selectAll().where('word', 'in', words).execute()
  const messages = new Map(rows.map((row) => [row.word, row.messages]))
  return Math.min(...anyOf.map((list) => list.reduce((sum, word) => sum + (messages.get(word) ?? 0), 0)))
}

/**
 * The statements say themselves in which order it is to be done; where PostgreSQL guesses wrongly how common words are, or has not counted yet, it would rather read whole
 * tables. To translate them into machine code or to start helpers takes longer than they do.
 */
const settings = [
  ['enable_seqscan', 'off'],
  ['enable_hashjoin', 'off'],
  ['enable_mergejoin', 'off'],
  ['max_parallel_workers_per_gather', '0'],
  ['jit', 'off'],
] as const

/** Walks from the newest back, and stops when there are enough. */
async function amongNewest(db: Reader, wanted: WordsAmong, within: number): Promise<Found[]> {
  const { before, limit, only } = wanted
  const older = before === undefined ? sql`` : sql`where number < ${before}`
  // Two hundred words of conversations would be looked for in each.
  const his = only === undefined ? sql`` : sql`and docs.conversation_id = any(${only})`
  const { rows } = await sql<Found>`
    select docs.number as number, docs.message_id as "messageId"
    from (select * from search_docs ${older} order by number desc limit ${sql.lit(within)}) as docs
    ${visible(wanted)} ${his} and ${matching(wanted.anyOf)}
    order by docs.number desc limit ${limit}`.execute(db)
  return rows
}

/** Fetches everything that has the words, newest first. */
async function fetchAll(db: Reader, wanted: WordsAmong): Promise<Found[]> {
  const { before, limit } = wanted
  // Not by the index of numbers: it would name nearly all there are.
  const older = before === undefined ? sql`` : sql`and number + 0 < ${before}`
  const { rows } = await sql<Found>`
    with hits as materialized (select number, message_id from search_docs where ${matching(listsOf(wanted))} ${older})
    select docs.number as number, docs.message_id as "messageId"
    from (select * from hits order by number desc) as docs
    ${visible(wanted)}
    order by docs.number desc limit ${limit}`.execute(db)
  return rows
}

/** Each list is a condition of its own: as one query of words, each of many would be weighed for each hit. */
const matching = (anyOf: WordsAmong['anyOf']): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    anyOf.map((words) => sql`words @@ ${words.map((word) => `'${word}'`).join('|')}::tsquery`),
    sql` and `,
  )})`

const visible = ({ eyes }: WordsAmong): RawBuilder<unknown> => sql`
  join messages on messages.id = docs.message_id
  join conversations on conversations.id = messages.conversation_id
  where ${visibleTo(eyes)}`

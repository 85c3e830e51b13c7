import { sql } from 'kysely'
import type { ConversationId, Instant, MessageId } from '../../shared/ids.ts'
import type { Engine } from './engine.ts'
import type { Writer } from './open.ts'

/** A message as it is to be found. */
export interface IndexedMessage {
  id: MessageId
  conversationId: ConversationId
  at: Instant
  /** Forms of its words, without blanks; each may stand there several times. */
  words: string[]
}

/** By this word all messages of a conversation are found: who sees but a few asks for them beside his own words. */
export const wordOfConversation = (id: ConversationId): string => `c${id.replaceAll('-', '')}`

/** The messages are found by these words and no others from now on; of `about`, what is not among them is found no more. */
export async function indexMessages(
  tx: Writer,
  engine: Engine,
  about: readonly MessageId[],
  messages: readonly IndexedMessage[],
): Promise<void> {
  if (about.length === 0) return
  const worded = messages.filter(({ words }) => words.length > 0)
  const known = await tx.selectFrom('search_docs').selectAll().where('message_id', 'in', about).execute()
  await forget(
    tx,
    engine,
    known.map(({ number }) => number),
  )
  if (worded.length === 0) return
  const numberOf = await numbersFor(tx, engine, [...new Set(worded.map(secondOf))])
  const rows = worded.map((message) => ({ message, number: numberOf(secondOf(message)) }))
  await (engine === 'postgres' ? writeToPostgres(tx, rows) : writeToSqlite(tx, rows))
  const fresh = new Set(known.map(({ message_id }) => message_id))
  await learnWords(
    tx,
    worded.filter(({ id }) => !fresh.has(id)),
  )
}

async function forget(tx: Writer, engine: Engine, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await tx.deleteFrom('search_docs').where('number', 'in', numbers).execute()
  if (engine === 'sqlite')
    await sql`delete from search_index where rowid in (${sql.join(numbers.map(whole))})`.execute(tx)
}

/** So many messages have room in one second: more than any relay takes in. */
const perSecond = 1_000_000
/** The year 2096; numbers stay exact. A phone may say whatever it likes. */
const lastSecond = 4_000_000_000

const secondOf = ({ at }: IndexedMessage): number => Math.min(lastSecond, Math.max(0, Math.floor(at / 1000)))

/** Hands out the next free number of a second. */
async function numbersFor(tx: Writer, engine: Engine, seconds: readonly number[]): Promise<(second: number) => number> {
  const asked = seconds.map((second) => (engine === 'postgres' ? sql`(${second}::bigint)` : sql`(${second})`))
  const { rows } = await sql<{ second: number; last: number | null }>`
    with asked(second) as (values ${sql.join(asked)})
    select second, (
      select max(number) from search_docs
      where number >= asked.second * ${sql.lit(perSecond)} and number < (asked.second + 1) * ${sql.lit(perSecond)}
    ) as last from asked`.execute(tx)
  const next = new Map(rows.map(({ second, last }) => [second, last === null ? second * perSecond : last + 1]))
  return (second) => {
    const number = next.get(second) ?? second * perSecond
    next.set(second, number + 1)
    return number
  }
}

interface Row {
  message: IndexedMessage
  number: number
}

const wordsOf = ({ message: { words, conversationId } }: Row): string[] => [
  ...new Set([...words, wordOfConversation(conversationId)]),
]

async function writeToSqlite(tx: Writer, rows: readonly Row[]): Promise<void> {
  await tx.insertInto('search_docs').values(rows.map(docOf)).execute()
  const values = rows.map((row) => sql`(${whole(row.number)}, ${wordsOf(row).join(' ')})`)
  await sql`insert into search_index (rowid, words) values ${sql.join(values)}`.execute(tx)
}

async function writeToPostgres(tx: Writer, rows: readonly Row[]): Promise<void> {
  const values = rows.map((row) => {
    const { number, message_id, conversation_id } = docOf(row)
    return sql`(${number}, ${message_id}, ${conversation_id}, array_to_tsvector(${wordsOf(row)}::text[]))`
  })
  await sql`insert into search_docs (number, message_id, conversation_id, words) values ${sql.join(values)}`.execute(tx)
}

/** SQLite is handed large numbers as fractions, and FTS5 would then choose a number of its own. */
const whole = (number: number) => sql`cast(${number} as integer)`

const docOf = ({ number, message }: Row) => ({
  number,
  message_id: message.id,
  conversation_id: message.conversationId,
})

/** Counts are of use only against one another: what goes is not taken off. */
async function learnWords(tx: Writer, messages: readonly IndexedMessage[]): Promise<void> {
  const counts = new Map<string, number>()
  for (const { words } of messages) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  // In one order: two who write the same words would wait for one another.
  const rows = [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([word, n]) => ({ word, messages: n }))
  for (let start = 0; start < rows.length; start += wordsPerStatement) {
    await tx
      .insertInto('search_vocabulary')
      .values(rows.slice(start, start + wordsPerStatement))
      .onConflict((c) =>
        c.column('word').doUpdateSet((e) => ({
          messages: e('search_vocabulary.messages', '+', e.ref('excluded.messages')),
        })),
      )
      .execute()
  }
}

const wordsPerStatement = 100

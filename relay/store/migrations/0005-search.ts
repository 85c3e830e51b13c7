import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

/** Full-text search. Only empty tables: the indexer fills them in the background, old messages too. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const table = (name: string) => db.schema.createTable(name)
  // Beginnings of words are ranges: the order must be that of the bytes, whatever language the server was set up in.
  const word = engine === 'postgres' ? sql`text collate "C"` : sql`text`

  await table('search_docs')
    .addColumn('number', engine === 'postgres' ? 'bigint' : 'integer', (c) => c.primaryKey())
    .addColumn('message_id', 'text', (c) => c.notNull().unique())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .execute()
  if (engine === 'postgres') {
    await sql`alter table search_docs add column words tsvector not null`.execute(db)
    // A long list of what is not yet sorted in would be read through by every search.
    await sql`create index search_docs_words on search_docs using gin (words) with (gin_pending_list_limit = 256)`.execute(
      db,
    )
  } else {
    // The forms come ready made, parted by blanks, of letters and digits alone: nothing is left for the tokenizer to decide.
    await sql`create virtual table search_index using fts5(words, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 0')`.execute(
      db,
    )
  }
  await table('search_vocabulary')
    .addColumn('word', word, (c) => c.primaryKey())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .execute()
  await table('search_names')
    .addColumn('word', word, (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_names_key', ['word', 'conversation_id'])
    .execute()
  await db.schema.createIndex('search_names_of').on('search_names').column('conversation_id').execute()
  await table('search_named')
    .addColumn('conversation_id', 'text', (c) => c.primaryKey())
    .addColumn('words', 'text', (c) => c.notNull())
    .execute()
  await table('search_progress')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('position', 'text', (c) => c.notNull())
    .execute()
  // An id begins with a hexadecimal digit: all are below g.
  await sql`insert into search_progress (name, position) values
    ('journal', (select cast(value as text) from counters where name = 'journal')), ('messages', 'g'), ('conversations', 'g')`.execute(
    db,
  )
}

import type { ConversationId } from '../../shared/ids.ts'
import { type Eyes, visibleTo } from './eyes.ts'
import type { Reader, Writer } from './open.ts'

/** A conversation and the words by which its contact is found. */
export interface NamedConversation {
  id: ConversationId
  words: string[]
}

/** The conversations are found by these words and no others from now on; of `about`, what is not among them is found no more. */
export async function indexNames(
  tx: Writer,
  about: readonly ConversationId[],
  named: readonly NamedConversation[],
): Promise<void> {
  if (about.length === 0) return
  const rows = await tx.selectFrom('search_named').selectAll().where('conversation_id', 'in', about).execute()
  const known = new Map(rows.map(({ conversation_id, words }) => [conversation_id, words]))
  const wanted = new Map(named.map(({ id, words }) => [id, [...new Set(words)].sort().join(' ')]))
  const changed = about.filter((id) => (known.get(id) ?? '') !== (wanted.get(id) ?? ''))
  if (changed.length === 0) return
  await tx.deleteFrom('search_names').where('conversation_id', 'in', changed).execute()
  await tx.deleteFrom('search_named').where('conversation_id', 'in', changed).execute()
  const fresh = changed.flatMap((id) => {
    const words = wanted.get(id) ?? ''
    return words === '' ? [] : [{ conversation_id: id, words }]
  })
  if (fresh.length === 0) return
  await tx.insertInto('search_named').values(fresh).execute()
  const each = fresh.flatMap(({ conversation_id, words }) =>
    words.split(' ').map((word) => ({ word, conversation_id })),
  )
  for (let start = 0; start < each.length; start += rowsPerStatement)
    await tx
      .insertInto('search_names')
      .values(each.slice(start, start + rowsPerStatement))
      .execute()
}

const rowsPerStatement = 500

/** One of these words, or a word with one of these beginnings. */
export interface NameWanted {
  words: readonly string[]
  beginnings: readonly string[]
}

/** Conversations that an employee may see and to whose contacts all of this applies, newest first. */
export async function findByName(
  db: Reader,
  all: readonly NameWanted[],
  { eyes, limit }: { eyes: Eyes; limit: number },
): Promise<ConversationId[]> {
  let query = db.selectFrom('conversations').select('conversations.id').where(visibleTo(eyes))
  for (const wanted of all) query = query.where('conversations.id', 'in', named(db, wanted))
  const rows = await query.orderBy('last_message_at', 'desc').orderBy('conversations.id', 'desc').limit(limit).execute()
  return rows.map(({ id }) => id)
}

const named = (db: Reader, { words, beginnings }: NameWanted) =>
  db
    .selectFrom('search_names')
    .select('search_names.conversation_id')
    .where((e) =>
      e.or([
        ...words.map((word) => e('search_names.word', '=', word)),
        ...beginnings.map((beginning) =>
          e.and([e('search_names.word', '>=', beginning), e('search_names.word', '<', `${beginning}\u{10ffff}`)]),
        ),
      ]),
    )

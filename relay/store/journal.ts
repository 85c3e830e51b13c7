import * as v from 'valibot'
import { type JournalEvent, journalEventSchema } from '../../shared/events.ts'
import type { Cursor, Instant } from '../../shared/ids.ts'
import { noteGrowth, type Reader, type Writer } from './open.ts'
import type { JournalAudience } from './tables.ts'

/**
 * The journal: everything that happened, numbered in the order of the commits. A sequence alone would not give that: on PostgreSQL numbers
 * can commit out of order, and a reader would skip one. So the number is taken under a row's lock that lasts until the commit.
 */

/** Takes the next number; held until the transaction ends, so take it as late as the work allows. */
export const nextSeq = (tx: Writer): Promise<Cursor> => nextSeqs(tx, 1)

/** Takes so many numbers in a row. @returns the first of them. */
export async function nextSeqs(tx: Writer, count: number): Promise<Cursor> {
  const { value } = await tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', count) }))
    .where('name', '=', 'journal')
    .returning('value')
    .executeTakeFirstOrThrow()
  return value - count + 1
}

/** Writes an event under the number that it carries (`nextSeq`). */
export const appendToJournal = (tx: Writer, event: JournalEvent, audience?: JournalAudience): Promise<void> =>
  appendAllToJournal(tx, [event], audience)

/** So many rows are written in one statement. */
export const rowsPerStatement = 1000

/** The same for several, in the order of their numbers. */
export async function appendAllToJournal(
  tx: Writer,
  events: readonly JournalEvent[],
  audience: JournalAudience = 'all',
): Promise<void> {
  for (let start = 0; start < events.length; start += rowsPerStatement) {
    const part = events.slice(start, start + rowsPerStatement)
    await tx
      .insertInto('journal')
      .values((e) =>
        part.map((event) => ({
          seq: event.seq,
          at: event.at,
          conversation_id: conversationOf(event),
          message_id: event.type === 'message' ? event.message.id : event.type === 'stage' ? event.messageId : null,
          event: JSON.stringify(event),
          audience,
          channel_id:
            event.type === 'stage'
              ? e.selectFrom('conversations').select('channel_id').where('id', '=', event.conversationId)
              : event.conversation.channelId,
          base_id: null,
        })),
      )
      .execute()
  }
  if (events.length > 0) noteGrowth(tx)
}

const conversationOf = (event: JournalEvent) => (event.type === 'stage' ? event.conversationId : event.conversation.id)

/** Events for employees after `cursor`, oldest first, from at most `limit` rows. */
export async function journalAfter(db: Reader, cursor: Cursor, limit: number): Promise<JournalEvent[]> {
  const rows = await db
    .selectFrom('journal')
    .select('event')
    .where('seq', '>', cursor)
    .where('audience', '!=', 'onec')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => v.parse(journalEventSchema, JSON.parse(row.event)))
}

/** An event as it is written in the journal: whoever only passes it on need not read it. */
export interface WrittenEvent {
  seq: Cursor
  /** JSON of a JournalEvent; of a question to 1C when `audience` is `onec`. */
  text: string
  audience: JournalAudience
}

/** The same as they are written, those for 1C alone among them: a reader's cursor passes over them. */
export async function journalTextAfter(db: Reader, cursor: Cursor, limit: number): Promise<WrittenEvent[]> {
  return await db
    .selectFrom('journal')
    .select(['seq', 'event as text', 'audience'])
    .where('seq', '>', cursor)
    .orderBy('seq')
    .limit(limit)
    .execute()
}

/** The newest number committed; 0 in an empty journal. */
export async function journalHead(db: Reader): Promise<Cursor> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', 'journal').executeTakeFirst()
  return row?.value ?? 0
}

/** The oldest number that is still kept, else the next one; a reader whose cursor is below `oldest - 1` needs a snapshot. */
export async function journalTail(db: Reader): Promise<Cursor> {
  const row = await db.selectFrom('journal').select('seq').orderBy('seq').limit(1).executeTakeFirst()
  return row?.seq ?? (await journalHead(db)) + 1
}

/**
 * Drops the oldest events that stand at or before `upTo` (every base has them, guides/onec.md 6, rule 1) and are old; at most `limit`.
 * @returns how many were dropped.
 */
export async function forgetJournal(
  tx: Writer,
  than: { upTo: Cursor; olderThan: Instant; limit: number },
): Promise<number> {
  const oldest = await tx.selectFrom('journal').select(['seq', 'at']).orderBy('seq').limit(than.limit).execute()
  const young = oldest.findIndex(({ seq, at }) => seq > than.upTo || at >= than.olderThan)
  const last = oldest[(young === -1 ? oldest.length : young) - 1]
  if (!last) return 0
  await tx.deleteFrom('journal').where('seq', '<=', last.seq).execute()
  return young === -1 ? oldest.length : young
}

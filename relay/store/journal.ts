import * as v from 'valibot'
import { type JournalEvent, journalEventSchema } from '../../shared/events.ts'
import type { Cursor, Instant } from '../../shared/ids.ts'
import { noteGrowth, type Reader, type Writer } from './open.ts'

/**
 * The journal: everything that happened, numbered in the order of the commits. A sequence alone would not give that: on PostgreSQL numbers
 * can commit out of order, and a reader would skip one. So the number is taken under a row's lock that lasts until the commit.
 */

/** Takes the next number; held until the transaction ends, so take it as late as the work allows. */
export async function nextSeq(tx: Writer): Promise<Cursor> {
  const { value } = await tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', 'journal')
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

/** Writes an event under the number that it carries (`nextSeq`). */
export async function appendToJournal(tx: Writer, event: JournalEvent): Promise<void> {
  await tx
    .insertInto('journal')
    .values({
      seq: event.seq,
      at: event.at,
      conversation_id: event.type === 'stage' ? event.conversationId : event.conversation.id,
      message_id: event.type === 'message' ? event.message.id : event.type === 'stage' ? event.messageId : null,
      event: JSON.stringify(event),
    })
    .execute()
  noteGrowth(tx)
}

/** Events after `cursor`, oldest first, at most `limit`. */
export async function journalAfter(db: Reader, cursor: Cursor, limit: number): Promise<JournalEvent[]> {
  const rows = await db
    .selectFrom('journal')
    .select('event')
    .where('seq', '>', cursor)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => v.parse(journalEventSchema, JSON.parse(row.event)))
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

/** Drops everything up to and with `seq`, once every base has it (guides/onec.md 6, rule 1) and it is old. */
export async function forgetJournal(tx: Writer, seq: Cursor, olderThan: Instant): Promise<void> {
  await tx.deleteFrom('journal').where('seq', '<=', seq).where('at', '<', olderThan).execute()
}

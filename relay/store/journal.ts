import type { ExpressionBuilder } from 'kysely'
import type { JournalEvent } from '../../shared/events.ts'
import type { ConversationId, Cursor, Instant } from '../../shared/ids.ts'
import { noteGrowth, type Reader, type Writer } from './open.ts'
import { nobody, sightColumn } from './sight-column.ts'
import type { JournalAudience, Tables } from './tables.ts'

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

/** Takes the next number for a change of a conversation, and says who could see it before (`seen_by` as it stands in the store). */
export async function nextSeqFor(tx: Writer, id: ConversationId): Promise<{ seq: Cursor; sightBefore: SightsBefore }> {
  const { value, sight } = await tx
    .updateTable('counters')
    .set((e) => ({ value: e('value', '+', 1) }))
    .where('name', '=', 'journal')
    .returning((e) => [
      'value',
      e.selectFrom('conversations').select('seen_by').where('id', '=', id).where('revision', '>', 0).as('sight'),
    ])
    .executeTakeFirstOrThrow()
  return { seq: value, sightBefore: new Map(sight === null ? [] : [[id, sight]]) }
}

/**
 * Who could see conversations before what is told changed them, as `seen_by` stood; without those of which nobody has heard yet. What changes it is written with both:
 * whoever is shut out is told so.
 */
export type SightsBefore = ReadonlyMap<ConversationId, string>

/** The sights of conversations as they were locked. */
export const sightsOf = (
  rows: readonly { id: ConversationId; seen_by: string; revision: Cursor }[],
): Map<ConversationId, string> =>
  new Map(rows.flatMap(({ id, seen_by, revision }) => (revision === 0 ? [] : [[id, seen_by]])))

/** Writes an event under the number that it carries (`nextSeq`). */
export const appendToJournal = (
  tx: Writer,
  event: JournalEvent,
  before: SightsBefore,
  audience?: JournalAudience,
): Promise<void> => appendAllToJournal(tx, [event], before, audience)

/** So many rows are written in one statement. */
export const rowsPerStatement = 1000

/** The same for several, in the order of their numbers. */
export async function appendAllToJournal(
  tx: Writer,
  events: readonly JournalEvent[],
  before: SightsBefore,
  audience: JournalAudience = 'all',
): Promise<void> {
  const sights = new Map(before)
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
          ...sightAfter(event, sights, e),
        })),
      )
      .execute()
  }
  if (events.length > 0) noteGrowth(tx)
}

type Expressions = ExpressionBuilder<Tables, 'journal'>

/** Who may see it from here on; and who could until now, where that is different. Goes along with what is written: several events may change one conversation. */
function sightAfter(event: JournalEvent, sights: Map<ConversationId, string>, e: Expressions) {
  if (event.type === 'stage') {
    const conversation = e.selectFrom('conversations').select('seen_by').where('id', '=', event.conversationId)
    return { seen_by: e.fn.coalesce(conversation, e.val(nobody)), sight_before: null }
  }
  const { conversation } = event
  const before = sights.get(conversation.id)
  const seen_by = sightColumn(conversation)
  sights.set(conversation.id, seen_by)
  return { seen_by, sight_before: before === undefined || before === seen_by ? null : before }
}

const conversationOf = (event: JournalEvent) => (event.type === 'stage' ? event.conversationId : event.conversation.id)

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

import type { ConversationId, Cursor, Instant } from '../../shared/ids.ts'
import { conversationNow } from './joined.ts'
import type { Reader } from './open.ts'
import { nobody } from './sight-column.ts'
import type { JournalAudience } from './tables.ts'

/** An event as it is written in the journal: whoever only passes it on need not read it. */
export interface WrittenEvent {
  seq: Cursor
  at: Instant
  /** JSON of a JournalEvent; of a question to 1C when `audience` is `onec`. */
  text: string
  audience: JournalAudience
  /** Who might see its conversation when it was written, who could before where that was different, and who may now (`sight-column.ts`). */
  seenBy: string
  sightBefore: string | null
  seenNow: string
  /** Whose the conversation is now. */
  takenBy: string | null
}

/** What is written after `cursor`, oldest first, those for 1C alone among them: a reader's cursor passes over them. */
export async function journalTextAfter(db: Reader, cursor: Cursor, limit: number): Promise<WrittenEvent[]> {
  const rows = await db
    .selectFrom('journal')
    .leftJoin('conversations', 'conversations.id', 'journal.conversation_id')
    .leftJoin('employees', 'employees.id', 'conversations.owner_id')
    .select(['journal.seq', 'journal.at', 'journal.event as text', 'journal.audience'])
    .select(['journal.seen_by as seenBy', 'journal.sight_before as sightBefore', 'journal.conversation_id as about'])
    .select(['conversations.seen_by as seenNow', 'employees.name as takenBy'])
    .where('seq', '>', cursor)
    .orderBy('seq')
    .limit(limit)
    .execute()
  const events: WrittenEvent[] = []
  for (const { about, seenNow, ...row } of rows)
    events.push({ ...row, seenNow: seenNow ?? (about === '' ? nobody : await sightOfJoined(db, about)) })
  return events
}

/** It was joined with another, whose sight counts now. */
async function sightOfJoined(db: Reader, from: ConversationId): Promise<string> {
  const into = await conversationNow(db, from)
  if (into === undefined) return nobody
  const row = await db.selectFrom('conversations').select('seen_by').where('id', '=', into).executeTakeFirst()
  return row?.seen_by ?? (await sightOfJoined(db, into))
}

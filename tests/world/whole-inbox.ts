import * as v from 'valibot'
import { listConversations as listSeen } from '../../relay/store/conversations.ts'
import type { Reader } from '../../relay/store/open.ts'
import { journalTextAfter } from '../../relay/store/written-events.ts'
import type { Employee } from '../../shared/employee.ts'
import { type JournalEvent, journalEventSchema } from '../../shared/events.ts'
import { type Cursor, employeeIdSchema } from '../../shared/ids.ts'

/** Somebody who sees everything. */
export const supervisor: Employee = {
  id: v.parse(employeeIdSchema, '0191f0e8-0000-7000-8000-00000000ffff'),
  name: 'Старший',
  rights: ['read', 'reply', 'admin', 'supervise'],
  inQueue: true,
}

/** What the journal tells employees after `cursor`, whoever may see it. */
export async function journalAfter(db: Reader, cursor: Cursor, limit: number): Promise<JournalEvent[]> {
  const written = await journalTextAfter(db, cursor, limit)
  return written
    .filter(({ audience }) => audience !== 'onec')
    .map(({ text }) => v.parse(journalEventSchema, JSON.parse(text)))
}

/** All conversations, newest first. */
export const listConversations = (db: Reader, limit: number) => listSeen(db, supervisor, limit)

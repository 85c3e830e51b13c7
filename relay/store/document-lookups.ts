import * as v from 'valibot'
import type { BaseId, ConversationId, EmployeeId, Instant, MessageId } from '../../shared/ids.ts'
import { type OnecDocument, onecDocumentSchema } from '../../shared/onec-document.ts'
import { noteGrowth, type Reader, type Writer } from './open.ts'

/** What an employee has asked 1C: which documents of this client there are. */
export interface DocumentLookup {
  id: MessageId
  baseId: BaseId
  conversationId: ConversationId
  employeeId: EmployeeId
  /** Absent while 1C has not answered. */
  documents?: OnecDocument[]
}

/** @returns false when it was asked before. */
export async function insertLookup(tx: Writer, lookup: DocumentLookup, askedAt: Instant): Promise<boolean> {
  const result = await tx
    .insertInto('document_lookups')
    .values({
      id: lookup.id,
      base_id: lookup.baseId,
      conversation_id: lookup.conversationId,
      employee_id: lookup.employeeId,
      asked_at: askedAt,
      answered_at: null,
      documents: null,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function lookupsById(db: Reader, ids: readonly MessageId[]): Promise<DocumentLookup[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('document_lookups')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    baseId: row.base_id,
    conversationId: row.conversation_id,
    employeeId: row.employee_id,
    ...(row.documents === null ? {} : { documents: v.parse(v.array(onecDocumentSchema), JSON.parse(row.documents)) }),
  }))
}

/** Only the base that was asked may answer; the newest answer counts. Whoever waits is woken by the commit. @returns false when it was asked nothing of the kind. */
export async function answerLookup(
  tx: Writer,
  base: BaseId,
  answer: { id: MessageId; documents: readonly OnecDocument[] },
  at: Instant,
): Promise<boolean> {
  const result = await tx
    .updateTable('document_lookups')
    .set({ documents: JSON.stringify(answer.documents), answered_at: at })
    .where('id', '=', answer.id)
    .where('base_id', '=', base)
    .executeTakeFirst()
  const found = result.numUpdatedRows > 0n
  if (found) noteGrowth(tx)
  return found
}

/** Lists that nobody looks at any more. @returns how many were dropped. */
export async function forgetLookups(tx: Writer, askedBefore: Instant): Promise<number> {
  const result = await tx.deleteFrom('document_lookups').where('asked_at', '<', askedBefore).executeTakeFirst()
  return Number(result.numDeletedRows)
}

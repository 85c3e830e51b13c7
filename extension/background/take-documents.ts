import type { MessageId } from '../../shared/ids.ts'
import type { OnecDocument } from '../../shared/onec-document.ts'
import type { InboxDatabase } from '../database/database.ts'

/** 1C's answer to a question that was asked here; one of another browser, or of before a wipe, is nobody's. */
export async function takeDocuments(database: InboxDatabase, id: MessageId, documents: OnecDocument[]): Promise<void> {
  await database.lookups.update(id, { documents })
}

import type { MessageId } from '../../shared/ids.ts'
import type { OnecDocument } from '../../shared/onec-document.ts'
import type { WorkerStore } from '../database/worker-store.ts'

/** 1C's answer to a question that was asked here; one of another browser, or of before a wipe, is nobody's. */
export async function takeDocuments(database: WorkerStore, id: MessageId, documents: OnecDocument[]): Promise<void> {
  await database.lookups.change(id, (row) => ({ ...row, documents }))
}

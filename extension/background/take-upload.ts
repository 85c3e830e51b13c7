import type { RelayFrame } from '../../shared/events.ts'
import type { WorkerStore } from '../database/worker-store.ts'

type UploadFrame = Extract<RelayFrame, { type: 'upload' }>

/** How far a file is. The last word deletes the row: what is up needs no bar. */
export async function takeUpload(database: WorkerStore, { messageId, ...upload }: UploadFrame): Promise<void> {
  if (upload.sent >= upload.total) await database.uploads.delete(messageId)
  else
    await database.uploads.put({
      id: messageId,
      conversationId: upload.conversationId,
      sent: upload.sent,
      total: upload.total,
    })
}

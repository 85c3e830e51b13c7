import type { FileId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { lockConversation } from '../store/conversations.ts'
import { type FoundFile, noteFile } from '../store/files.ts'
import { messageOfFile } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import { tellOfMessage } from './tell.ts'

/** Notes that a file has arrived in the media store, or is gone for good, and tells of its message again. */
export function createNoteFile(store: Store, clock: Clock) {
  return (id: FileId, found: FoundFile): Promise<void> =>
    store.write((tx) => noteFileAndTell(tx, id, found, clock.now()))
}

/** The same inside a transaction. */
export async function noteFileAndTell(tx: Writer, id: FileId, found: FoundFile, at: number): Promise<void> {
  await noteFile(tx, id, found)
  const message = await messageOfFile(tx, id)
  const conversation = message && (await lockConversation(tx, message.conversation_id))
  if (!conversation) return
  await tellOfMessage(tx, { messageId: message.id, conversation, at, first: false, change: 'file' })
}

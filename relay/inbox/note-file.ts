import type { FileId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { lockConversation } from '../store/conversations.ts'
import { noteFileState } from '../store/files.ts'
import { messageOfFile } from '../store/messages.ts'
import type { Store } from '../store/open.ts'
import { tellOfMessage } from './tell.ts'

/** Notes that a file of a client has arrived in the media store, or is gone for good, and tells of its message again. */
export function createNoteFile(store: Store, clock: Clock) {
  return (id: FileId, state: 'ready' | 'gone', found?: { size: number; sha256: string }): Promise<void> =>
    store.write(async (tx) => {
      await noteFileState(tx, id, state, found)
      const message = await messageOfFile(tx, id)
      const conversation = message && (await lockConversation(tx, message.conversation_id))
      if (!conversation) return
      await tellOfMessage(tx, { messageId: message.id, conversation, at: clock.now(), first: false })
    })
}

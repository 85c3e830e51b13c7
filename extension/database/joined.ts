import type { ConversationId } from '../../shared/ids.ts'
import type { InboxDatabase } from './database.ts'

/** Which conversation this one is now: itself, or the one that it was joined with. For whoever has an old id open, typed or noted. */
export const conversationNow = async (database: InboxDatabase, id: ConversationId): Promise<ConversationId> =>
  (await database.joined.get(id))?.into ?? id

/** Runs in the caller's transaction. What had gone into `from` before is led on, so that one look always suffices. */
export async function noteJoined(database: InboxDatabase, from: ConversationId, into: ConversationId): Promise<void> {
  await database.joined.filter((row) => row.into === from).modify({ into })
  await database.joined.put({ from, into })
}

import type { ConversationId } from '../../shared/ids.ts'
import type { Tables } from './store.ts'

/** Which conversation this one is now: itself, or the one that it was joined with. For whoever has an old id open, typed or noted. */
export const conversationNow = async (
  { joined }: Pick<Tables, 'joined'>,
  id: ConversationId,
): Promise<ConversationId> => (await joined.get(id))?.into ?? id

/** Runs in the caller's transaction. What had gone into `from` before is led on, so that one look always suffices. */
export async function noteJoined(
  { joined }: Pick<Tables, 'joined'>,
  from: ConversationId,
  into: ConversationId,
): Promise<void> {
  for (const row of await joined.toArray()) if (row.into === from) await joined.put({ ...row, into })
  await joined.put({ from, into })
}
